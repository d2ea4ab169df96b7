import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listenersOf, runScript, type Command } from '../support/command';
import { eventually } from '../support/eventually';
import { freePort } from '../support/processes';

/** What the demo promises to show (ux: every state that real servers can be brought into by hand). */
const STATES = {
  'orders-primary': 'rejecting-writes',
  feed: 'rejecting-writes',
  'rate-limits': 'not-saving',
  'billing-ledger': 'no-access',
  'search-index': 'unreachable',
  'users-primary': 'saved',
  'users-replica-1': 'saved',
  catalog: 'saved',
  'geo-cache-2': 'no-persistence',
};

let folder = '';
let port = 0;
let demo: Command;
let env: Record<string, string> = {};

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'savepoint-demo-'));
  port = await freePort();
  env = { PORT: String(port), SAVEPOINT_DEMO_DIR: join(folder, 'demo') };
  demo = runScript('demo.mjs', [], folder, env);
  await demo.says(`Savepoint runs at http://127.0.0.1:${port}`);
});
afterAll(async () => {
  await demo.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function instance(id: string) {
  return (await fetch(`http://127.0.0.1:${port}/api/instances/${id}`)).json();
}

/** Refused credentials are tried again once a minute at least. */
const BACK_OFF_MS = 70_000;

async function becomes(id: string, state: string): Promise<void> {
  await eventually(`${id} to be ${state}`, async () => (await instance(id)).state === state, BACK_OFF_MS);
}

async function tell(...args: readonly string[]): Promise<{ code: number; said: string }> {
  const command = runScript('demo.mjs', args, folder, env);
  return { code: await command.ended, said: command.output() };
}

describe('npm run demo', () => {
  it.each(Object.entries(STATES))('shows %s as %s', { timeout: 2 * BACK_OFF_MS }, becomes);

  it('shows a long save whose progress moves', async () => {
    const done = async () => {
      const { state, save } = await instance('sessions-eu');
      return state === 'saving' ? save.keysDone : null;
    };
    const first = await eventually('sessions-eu to count its keys', done);
    await eventually('its count to move', async () => ![null, first].includes(await done()));
  });

  it('tells what makes each refusal', async () => {
    expect((await instance('orders-primary')).writes.cause).toBe('rdb');
    expect((await instance('feed')).writes.cause).toBe('aof');
    expect((await instance('users-replica-1')).server.role).toBe('replica');
  });

  it.each([
    // First, as each refusal makes the next try come later.
    ['billing-ledger', 'no-access', 'saved'],
    ['catalog', 'rejecting-writes', 'saved'],
    ['feed', 'rejecting-writes', 'saved'],
    ['search-index', 'unreachable', 'saved'],
  ])('breaks and heals %s while one watches', { timeout: 2 * BACK_OFF_MS }, async (name, broken, healed) => {
    expect(await tell('heal', name)).toEqual({ code: 0, said: `${name} is healed.\n` });
    await becomes(name, healed);
    expect(await tell('break', name)).toEqual({ code: 0, said: `${name} is broken.\n` });
    await becomes(name, broken);
  });

  it.each([
    ['a name that is not there', ['break', 'nothing'], 'There is no “nothing” here; the names are orders-primary, '],
    ['a word it does not know', ['mend', 'catalog'], 'Usage: npm run demo'],
    ['no name', ['break'], 'Usage: npm run demo'],
  ])('answers %s with a sentence', async (_case, args, sentence) => {
    const { code, said } = await tell(...args);
    expect(code).toBe(1);
    expect(said).toContain(sentence);
    expect(said).not.toMatch(/^\s+at /m);
  });

  it('ends everything that it started', async () => {
    const yaml: unknown = JSON.parse(readFileSync(join(folder, 'demo/savepoint.yaml'), 'utf8'));
    const ports = [...JSON.stringify(yaml).matchAll(/127\.0\.0\.1:(\d+)/g)].map(([, each]) => Number(each));
    expect(ports).toHaveLength(10);
    expect(await demo.stop()).toBe(0);
    expect([port, ...ports].filter((each) => listenersOf(each).length > 0)).toEqual([]);
  });
});
