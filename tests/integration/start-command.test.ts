import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listenersOf, runScript, type Command } from '../support/command';
import { eventually } from '../support/eventually';
import { ask } from '../support/http-client';
import { freePort } from '../support/processes';

const LOOPBACK = '0100007F';

let folder = '';
let command: Command | null = null;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'savepoint-start-'));
});
afterEach(async () => {
  await command?.stop();
  command = null;
  rmSync(folder, { recursive: true, force: true });
});

function start(env: Record<string, string>): Command {
  command = runScript('start.mjs', [], folder, env);
  return command;
}

describe('npm start', () => {
  it('serves what savepoint.yaml names where it was started, and keeps its data there', async () => {
    const port = await freePort();
    writeFileSync(
      join(folder, 'savepoint.yaml'),
      'instances:\n  - name: orders\n    url: redis://127.0.0.1:1\n  - name: bad\n',
    );
    const running = start({ PORT: String(port), SAVEPOINT_DATA_DIR: 'state', SAVEPOINT_SIGN_IN: 'no' });
    await running.says(`Savepoint runs at http://127.0.0.1:${port} `);
    const answer = await (await fetch(`http://127.0.0.1:${port}/api/instances`)).json();
    expect(answer.instances.map(({ id }: { id: string }) => id)).toEqual(['orders']);
    expect(answer.problems).toEqual([expect.stringContaining('savepoint.yaml, line 4, url of instance 2: ')]);
    expect(existsSync(join(folder, 'state'))).toBe(true);
    expect(await running.stop()).toBe(0);
    expect(listenersOf(port)).toEqual([]);
  });

  const ORIGIN = { SAVEPOINT_PUBLIC_ORIGIN: 'https://savepoint.example.org' };
  it.each<[string, Record<string, string>, string]>([
    ['no public address', {}, 'HOST=0.0.0.0 is reached from other machines: set SAVEPOINT_PUBLIC_ORIGIN'],
    ['nobody who can administer it', ORIGIN, 'only once somebody can administer it. Set SAVEPOINT_ADMIN_NAME'],
    ['no sign-in', { ...ORIGIN, SAVEPOINT_SIGN_IN: 'no' }, 'SAVEPOINT_SIGN_IN=no lets in everybody'],
  ])('does not listen beyond this machine with %s, and says why', async (_case, env, sentence) => {
    const port = await freePort();
    const failed = start({ PORT: String(port), HOST: '0.0.0.0', ...env });
    expect(await failed.ended).toBe(1);
    expect(failed.output()).toContain('Savepoint cannot start: ');
    expect(failed.output()).toContain(sentence);
    expect(listenersOf(port)).toEqual([]);
  });

  it('listens beyond this machine with an administrator and a public address, and answers under that alone', async () => {
    const port = await freePort();
    const running = start({
      PORT: String(port),
      HOST: '0.0.0.0',
      ...ORIGIN,
      SAVEPOINT_ADMIN_TOKEN: 'a-token-for-tests',
    });
    await running.says(`Savepoint runs at http://0.0.0.0:${port} `);
    const status = async (host: string) =>
      (await ask(`http://127.0.0.1:${port}`, '/login', { headers: { host } })).status;
    expect(await status('savepoint.example.org')).toBe(200);
    expect(await status(`127.0.0.1:${port}`)).toBe(421);
  });

  it('tells on the console alone how the first account is made, and only on the loopback address without one', async () => {
    const port = await freePort();
    const running = start({ PORT: String(port) });
    await running.says(`Savepoint runs at http://127.0.0.1:${port} `);
    const told = running.output().match(/http:\/\/127\.0\.0\.1:\d+\/login#set-up=([\w-]{24})/);
    expect(told?.[1]).toBeDefined();
    expect(running.output().split(told?.[1] ?? '')).toHaveLength(2);
    expect(listenersOf(port)).toEqual([LOOPBACK]);
  });

  it('says in one sentence that its port is in use', async () => {
    const other = createServer();
    const port = await freePort();
    await new Promise<void>((done) => other.listen(port, '127.0.0.1', done));
    const failed = start({ PORT: String(port) });
    expect(await failed.ended).toBe(1);
    expect(failed.output()).toBe(
      `Port ${port} is in use; end what listens there, or choose another with PORT=${port + 1}.\n`,
    );
    other.close();
  });

  it.each<[string, string, Record<string, string>, string]>([
    [
      'an unknown field in savepoint.yaml',
      'polIntervalMs: 5\n',
      {},
      'savepoint.yaml, line 1: the field “polIntervalMs” is not known',
    ],
    [
      'a file that is not there',
      '',
      { SAVEPOINT_CONFIG: 'fleet.yaml' },
      'fleet.yaml (SAVEPOINT_CONFIG): there is no such file.',
    ],
    [
      'a database that is no Postgres',
      '',
      { DATABASE_URL: 'mysql://u:SECRET@h/d' },
      'DATABASE_URL must be the address',
    ],
    [
      'an address of a Postgres that cannot be read',
      '',
      { DATABASE_URL: 'postgres://u:SECRET@h:x/d' },
      'DATABASE_URL is no',
    ],
    ['a key of the wrong size', '', { SAVEPOINT_SECRET_KEY: 'c2hvcnQ=' }, 'SAVEPOINT_SECRET_KEY must be 32 bytes'],
  ])('ends with one sentence for %s', async (_case, yaml, env, sentence) => {
    const port = await freePort();
    writeFileSync(join(folder, 'savepoint.yaml'), yaml);
    const failed = start({ PORT: String(port), ...env });
    expect(await failed.ended).toBe(1);
    expect(failed.output()).toContain(sentence);
    expect(failed.output()).not.toMatch(/^\s+at /m);
    expect(failed.output()).not.toContain('u:SECRET');
    expect(listenersOf(port)).toEqual([]);
  });

  it('takes the server with it, however it ends', async () => {
    const port = await freePort();
    const running = start({ PORT: String(port) });
    await running.says('Savepoint runs at');
    process.kill(running.pid, 'SIGKILL');
    await eventually('the port to be free again', () => listenersOf(port).length === 0);
  });
});
