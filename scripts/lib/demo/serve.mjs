import { bareEnvironment } from '../run.mjs';
import { answers, endRequested, endServer } from '../savepoint.mjs';
import { say } from '../steps.mjs';
import { runFleet } from './run-fleet.mjs';

/** @typedef {import('../savepoint.mjs').Running} Running */

/**
 * Runs the fleet and a Savepoint that watches it until somebody ends it.
 * @param {number} port
 * @param {(env: Record<string, string | undefined>) => Running} start
 */
export async function serveFleet(port, start) {
  const asked = endRequested();
  const fleet = await runFleet();
  const server = start({ ...bareEnvironment(), ...fleet.env });
  const url = `http://127.0.0.1:${port}`;
  const first = await Promise.race([answers(url, server), asked]);
  if (first === true) tell(url, fleet.servers);
  const code = await Promise.race([server.exit, asked.then(() => null)]);
  say(code === null ? 'Ending the demo …' : 'Savepoint ended; ending the demo …');
  await endServer(server);
  await fleet.end();
  return code ?? 0;
}

/** @param {string} url @param {readonly import('./server.mjs').DemoServer[]} servers */
function tell(url, servers) {
  const rows = servers.map(({ member, port }) => `  ${member.name.padEnd(17)} 127.0.0.1:${port}  ${member.shows}`);
  say(`
${rows.join('\n')}

  In another terminal:  npm run demo -- heal orders-primary
                        npm run demo -- break catalog
  Ctrl-C ends everything that was started here.

Savepoint runs at ${url}`);
}
