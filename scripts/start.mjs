/** `npm start`: serves your own fleet, on this machine's loopback address unless HOST says otherwise. */
import { ensureBuild } from './lib/build.mjs';
import { STARTED_IN } from './lib/paths.mjs';
import { refuseTaken, wantedPort } from './lib/ports.mjs';
import { answers, endRequested, endServer, startServer } from './lib/savepoint.mjs';
import { main, say } from './lib/steps.mjs';

await main(async () => {
  // Who may come from elsewhere, the server decides, and says why it does not start.
  const host = (process.env.HOST || '127.0.0.1').replace(/[[\]]/g, '');
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
