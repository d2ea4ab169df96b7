import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listenersOf, runScript, type Command } from '../support/command';
import { eventually } from '../support/eventually';
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
    const running = start({ PORT: String(port), SAVEPOINT_DATA_DIR: 'state' });
    await running.says(`Savepoint runs at http://127.0.0.1:${port} `);
    const answer = await (await fetch(`http://127.0.0.1:${port}/api/instances`)).json();
    expect(answer.instances.map(({ id }: { id: string }) => id)).toEqual(['orders']);
    expect(answer.problems).toEqual([expect.stringContaining('savepoint.yaml, line 4, url of instance 2: ')]);
    expect(existsSync(join(folder, 'state'))).toBe(true);
    expect(await running.stop()).toBe(0);
    expect(listenersOf(port)).toEqual([]);
  });

  it('listens on loopback only, and says so when asked for more', async () => {
    const port = await freePort();
    const running = start({ PORT: String(port), HOST: '0.0.0.0' });
    await running.says(`Savepoint runs at http://127.0.0.1:${port} `);
    expect(running.output()).toContain(
      'HOST=0.0.0.0 is not used: until Savepoint has sign-in, it listens on 127.0.0.1 only.\n',
    );
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
    ['a store that it does not have', '', { DATABASE_URL: 'postgres://u:SECRET@h/d' }, 'DATABASE_URL is set'],
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
