import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { ON_POSTGRES } from './scripts/lib/on-postgres.mjs';

const root = fileURLToPath(new URL('.', import.meta.url));

export default defineConfig({
  resolve: {
    alias: {
      '@': root,
      // Outside Next, `server-only` has no server to check for: it would throw in every test.
      'server-only': `${root}node_modules/server-only/empty.js`,
    },
  },
  test: {
    include: ['tests/**/*.test.ts'],
    // Those are Playwright's; and those about the store's file have nothing to look at where the store is none.
    exclude: ['tests/e2e/**', ...(ON_POSTGRES ? ['tests/**/*.file.test.ts'] : [])],
    globalSetup: 'tests/support/shared-postgres.ts',
    // Ends what hangs, and judges nothing: what a test waits for has limits of its own, which say what did not come.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Most tests wait for Redis: more of them than there are cores.
    maxWorkers: 4,
  },
});
