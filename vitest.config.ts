import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

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
    // Those are Playwright's.
    exclude: ['tests/e2e/**'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // Most tests wait for Redis: more of them than there are cores.
    maxWorkers: 4,
  },
});
