/** `npm run dev`: the development server with the fleet of the demo. */
import { ensureDebianPackages } from './lib/apt.mjs';
import { serveFleet } from './lib/demo/serve.mjs';
import { inProject } from './lib/paths.mjs';
import { firstFree, refuseTaken, wantedPort } from './lib/ports.mjs';
import { exitOf, spawnLeashed } from './lib/run.mjs';
import { main } from './lib/steps.mjs';

const HOST = '127.0.0.1';

await main(async () => {
  const wanted = wantedPort();
  if (wanted !== null) await refuseTaken(wanted);
  await ensureDebianPackages(['redis-server']);
  const port = wanted ?? (await firstFree(3000));
  return serveFleet(port, (env) => {
    const args = [inProject('node_modules/next/dist/bin/next'), 'dev', '-H', HOST, '-p', String(port)];
    const child = spawnLeashed(process.execPath, args, {
      detached: true,
      stdio: 'inherit',
      env: { ...env, NODE_ENV: 'development', NEXT_TELEMETRY_DISABLED: '1', HOST, PORT: String(port) },
    });
    return { child, exit: exitOf(child) };
  });
});
