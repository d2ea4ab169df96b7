import { cpSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { inProject } from '../paths.mjs';
import { firstFree } from '../ports.mjs';
import { bareEnvironment, exitOf, runQuietly, spawnLeashed } from '../run.mjs';
import { endServer } from '../savepoint.mjs';
import { Sentence } from '../steps.mjs';

const FIRST_PORT = 4670;

const environment = () => ({
  ...bareEnvironment(),
  NODE_ENV: /** @type {const} */ ('production'),
  NEXT_TELEMETRY_DISABLED: '1',
});

/** Next's smallest page; the folder of the packages and this one have only the root of the file system in common. */
const FILES = {
  'package.json': '{ "private": true, "type": "module" }',
  'next.config.js': `export default {
    output: 'standalone', outputFileTracingRoot: '/', turbopack: { root: '/' }, poweredByHeader: false };`,
  'app/layout.js': `export default function Layout({ children }) {
    return <html lang="en"><body>{children}</body></html>; }`,
  'app/page.js': 'export default function Page() { return <h1>Hello</h1>; }',
};

/** Builds Next's hello page with the Next and React of this project, and serves it as Savepoint is served. @param {import('./row.mjs').Run} run */
export async function startHello(run) {
  const { url, exit } = await serveHello(run, await builtHello(run));
  let ended = false;
  void exit.then(() => (ended = true));
  while (!(await fetch(url).catch(() => null))?.ok) {
    if (ended) throw new Sentence('The hello page of Next ended while it started.');
    await pause(100);
  }
  return url;
}

/** Builds it; its server. @param {import('./row.mjs').Run} run */
export async function builtHello(run) {
  const home = join(run.folder, 'hello');
  mkdirSync(join(home, 'app'), { recursive: true });
  for (const [name, text] of Object.entries(FILES)) writeFileSync(join(home, name), text);
  symlinkSync(inProject('node_modules'), join(home, 'node_modules'));
  const env = environment();
  await runQuietly(process.execPath, [inProject('node_modules/next/dist/bin/next'), 'build'], { cwd: home, env });
  const built = join(home, '.next/standalone', home);
  cpSync(join(home, '.next/static'), join(built, '.next/static'), { recursive: true });
  return join(built, 'server.js');
}

/** Starts it, and waits for nothing; `startedAt` by performance.now(). @param {import('./row.mjs').Run} run @param {string} script */
export async function serveHello(run, script) {
  const port = await firstFree(FIRST_PORT);
  const startedAt = performance.now();
  const child = spawnLeashed(process.execPath, [script], {
    detached: true,
    stdio: 'ignore',
    env: {
      ...environment(),
      HOSTNAME: '127.0.0.1',
      PORT: String(port),
      NODE_COMPILE_CACHE: join(dirname(script), '.compile-cache'),
    },
  });
  const exit = exitOf(child);
  const end = () => endServer({ child, exit });
  run.keep(async () => void (await end()));
  return { url: `http://127.0.0.1:${port}`, startedAt, exit, end };
}
