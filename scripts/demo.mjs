/** `npm run demo`, `npm run demo -- break NAME`, `npm run demo -- heal NAME`: Savepoint with real servers that really fail. */
import { ensureDebianPackages } from './lib/apt.mjs';
import { ensureBuild } from './lib/build.mjs';
import { serveFleet } from './lib/demo/serve.mjs';
import { wish } from './lib/demo/wishes.mjs';
import { firstFree, refuseTaken, wantedPort } from './lib/ports.mjs';
import { startServer } from './lib/savepoint.mjs';
import { main, say, Sentence } from './lib/steps.mjs';

const USAGE = 'Usage: npm run demo, or npm run demo -- break NAME, or npm run demo -- heal NAME';

await main(async () => {
  const [verb, name, ...more] = process.argv.slice(2);
  if (verb === undefined) return serve();
  if ((verb !== 'break' && verb !== 'heal') || name === undefined || more.length > 0) throw new Sentence(USAGE);
  say(await wish(verb, name));
});

async function serve() {
  const wanted = wantedPort();
  if (wanted !== null) await refuseTaken(wanted);
  await ensureDebianPackages(['redis-server']);
  await ensureBuild();
  const port = wanted ?? (await firstFree(3000));
  return serveFleet(port, (env) => startServer({ host: '127.0.0.1', port, env }));
}
