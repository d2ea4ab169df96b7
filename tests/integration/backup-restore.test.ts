import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { AuditEntry } from '../../lib/domain/action/action';
import type { Save } from '../../lib/domain/save/save';
import type { Savepoint } from '../../lib/runtime/facade';
import { OPERATOR } from '../support/a-savepoint';
import { serve, type Served } from '../support/a-serving';
import { runScript } from '../support/command';
import { eventually } from '../support/eventually';
import { DATABASE_PASSWORD, startPostgres, type PostgresServer } from '../support/postgres';
import { startRedis, type RedisServer } from '../support/redis-server';
import { newDataDir } from '../support/store-folder';

let postgres: PostgresServer;
let redis: RedisServer;
let folder = '';
let served: Served | null = null;

beforeAll(async () => {
  [postgres, redis] = await Promise.all([startPostgres(), startRedis()]);
});
afterAll(() => Promise.all([postgres.stop(), redis.stop()]));
beforeEach(() => {
  folder = newDataDir();
});
afterEach(async () => {
  await served?.stop();
  served = null;
  rmSync(folder, { recursive: true });
});

interface Kept {
  readonly saves: readonly Save[];
  readonly audit: readonly AuditEntry[];
}

async function keptBy(savepoint: Savepoint): Promise<Kept> {
  const [saves, audit] = await Promise.all([savepoint.listSaves({ limit: 500 }), savepoint.listAudit({ limit: 500 })]);
  return { saves: saves.rows, audit: audit.rows };
}

/** Acts and saves of Redis one after the other, until it is ended; each is a write of Savepoint. */
function busy({ now, saveSeen }: Served): () => Promise<void> {
  let isOver = false;
  const work = (async () => {
    while (!isOver) {
      await now().triggerBgsave('orders', { schedule: false, reason: null, runId: null }, OPERATOR);
      await saveSeen();
    }
  })();
  return () => {
    isOver = true;
    return work;
  };
}

async function told(script: string, env: Readonly<Record<string, string>>): Promise<string> {
  const command = runScript(script, ['saved'], folder, env);
  expect([await command.ended, command.output()]).toEqual([0, expect.stringContaining('The audit is whole: ')]);
  expect(command.output()).not.toContain(DATABASE_PASSWORD);
  return command.output();
}

const rowsOfTables = (output: string): readonly string[] => output.match(/^ {2}\w+ +\d+ rows$/gm) ?? [];

describe.each(['file', 'Postgres'])('a backup of a store in a %s that Savepoint writes', (kind) => {
  /** Where a store of that kind is. */
  async function place(name: string): Promise<Record<string, string>> {
    const dir = { SAVEPOINT_DATA_DIR: join(folder, name) };
    return kind === 'file' ? dir : { ...dir, DATABASE_URL: await postgres.database(name) };
  }

  it('is restored, started, and has all that was kept before it', async () => {
    const [from, to] = [await place('from'), await place('to')];
    served = await serve(redis, from['SAVEPOINT_DATA_DIR'] ?? '', from);
    await served.saveSeen();
    await eventually('a save to be kept', async () => (await keptBy(served?.now() as Savepoint)).saves.length > 0);
    const end = busy(served);
    await eventually('an act to be kept', async () => (await keptBy(served?.now() as Savepoint)).audit.length > 0);
    const before = await keptBy(served.now());
    const saved = await told('backup.mjs', from);
    await end();
    const after = await keptBy(served.now());
    await served.stop();
    expect(after.saves.length).toBeGreaterThan(before.saves.length);

    const restored = await told('restore.mjs', to);
    expect(rowsOfTables(restored).length).toBeGreaterThan(25);
    expect(rowsOfTables(restored)).toEqual(rowsOfTables(saved));
    expect(restored).toContain('Its bytes are those that');
    for (const output of [saved, restored]) expect(output).toMatch(/The newest save in it is of 20\d\d-.*Z\.\n/);
    served = await serve(redis, to['SAVEPOINT_DATA_DIR'] ?? '', to);
    const again = await keptBy(served.now());
    const ids = (rows: readonly { readonly id: string }[]) => rows.map(({ id }) => id);
    expect(ids(again.saves)).toEqual(expect.arrayContaining(ids(before.saves)));
    expect(ids(again.audit)).toEqual(expect.arrayContaining(ids(before.audit)));
    // To the last field, but for those of which more became known meanwhile.
    const settled = before.saves.filter((each) => after.saves.some((later) => isDeepStrictEqual(later, each)));
    expect(settled.length).toBeGreaterThan(0);
    expect(again.saves).toEqual(expect.arrayContaining(settled));
    await served.saveSeen();
    await eventually('it to be used', async () => (await served?.now().health())?.ready ?? false);
  });
});
