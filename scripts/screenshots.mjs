/** `npm run screenshots`: takes the pictures of README and guides from a demo fleet of its own, and ends it. */
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { main } from './lib/steps.mjs';

// Pages name this folder: it is the same on every machine, and no demo that somebody watches is in it.
process.env.SAVEPOINT_DEMO_DIR = join(tmpdir(), 'savepoint-demo');

await main(async () => {
  // The demo reads the folder when it is loaded.
  const { takeScreenshots } = await import('./lib/screenshots/run.mjs');
  return takeScreenshots();
});
