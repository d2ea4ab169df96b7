import { rmSync } from 'node:fs';
import { ensureDebianPackages } from '../apt.mjs';
import { ensureBuild } from '../build.mjs';
import { DEMO } from '../demo/folder.mjs';
import { runFleet } from '../demo/run-fleet.mjs';
import { firstFree, refuseTaken, wantedPort } from '../ports.mjs';
import { bareEnvironment } from '../run.mjs';
import { answers, endRequested, endServer, startServer } from '../savepoint.mjs';
import { say, Sentence, step } from '../steps.mjs';
import { makeHistory } from './story.mjs';
import { takeAll } from './take.mjs';

/** Builds, starts a fleet and a Savepoint, lets them make history, takes the pictures, and ends whatever it started. */
export async function takeScreenshots() {
  const wanted = wantedPort();
  if (wanted !== null) await refuseTaken(wanted);
  await ensureDebianPackages(['redis-server', 'chromium-headless-shell']);
  await ensureBuild();
  const port = wanted ?? (await firstFree(3000));
  const asked = endRequested();
  const fleet = await runFleet();
  const server = startServer({ host: '127.0.0.1', port, env: { ...bareEnvironment(), ...fleet.env } });
  try {
    return await Promise.race([work(`http://127.0.0.1:${port}`, server, fleet.servers), asked.then(() => 130)]);
  } finally {
    await endServer(server);
    await fleet.end();
    rmSync(DEMO, { recursive: true, force: true });
  }
}

/**
 * @param {string} url
 * @param {import('../savepoint.mjs').Running} server
 * @param {readonly import('../demo/server.mjs').DemoServer[]} servers
 */
async function work(url, server, servers) {
  if (!(await answers(url, server))) throw new Sentence('Savepoint ended before it answered.');
  await step('Making history: saves that succeed, then saves that fail', () => makeHistory(url, servers));
  await step('Taking the pictures', () => takeAll(url));
  say('The pictures are in docs/images.');
  return 0;
}
