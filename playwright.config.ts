import { defineConfig } from '@playwright/test';
import { CHROMIUM } from './scripts/lib/paths.mjs';
import { ON_POSTGRES } from './scripts/lib/on-postgres.mjs';

/** Browser tests start the servers they need themselves (tests/support), each on a free port. */
export default defineConfig({
  testDir: 'tests/e2e',
  testMatch: '**/*.{spec,test}.ts',
  // Those about the store's file have nothing to look at where the store is none.
  testIgnore: ON_POSTGRES ? '**/*.file.spec.ts' : [],
  globalSetup: './tests/support/shared-postgres.ts',
  outputDir: 'test-results/browser',
  // They wait more than they compute: one more than the two cores of the smallest machine.
  workers: 2,
  retries: 0,
  forbidOnly: true,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  use: {
    browserName: 'chromium',
    // A trace would cost a third of the time: `--trace=on` makes one where it is wanted.
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: CHROMIUM,
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
});
