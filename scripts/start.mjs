/** `npm start`: serves your own fleet on this machine's loopback address. */
import { ensureBuild } from './lib/build.mjs';
import { STARTED_IN } from './lib/paths.mjs';
import { refuseTaken, wantedPort } from './lib/ports.mjs';
import { answers, endRequested, endServer, startServer } from './lib/savepoint.mjs';
import { main, say } from './lib/steps.mjs';

const LOOPBACK = /^(127(\.\d{1,3}){3}|localhost|::1|\[::1\])$/;

await main(async () => {
  const host = hostToUse();
  const port = wantedPort() ?? 3000;
  await refuseTaken(port, host);
  await ensureBuild();
  // The server changes into the folder of its build; what is relative means the place where the command was started.
  const server = startServer({ host, port, env: { ...process.env, SAVEPOINT_CWD: STARTED_IN } });
  const url = `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
  const asked = endRequested();
  const first = await Promise.race([answers(url, server), asked]);
  if (first === true) say(`Savepoint runs at ${url} (Ctrl-C ends it).`);
  const code = await Promise.race([server.exit, asked.then(() => null)]);
  if (code !== null) return code;
  await endServer(server);
  return 0;
});

function hostToUse() {
  const wanted = process.env.HOST || '127.0.0.1';
  if (LOOPBACK.test(wanted)) return wanted.replace(/[[\]]/g, '');
  say(`HOST=${wanted} is not used: until Savepoint has sign-in, it listens on 127.0.0.1 only.`);
  return '127.0.0.1';
}
