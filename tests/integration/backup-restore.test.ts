import { cpSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { AuditEntry } from '../../lib/domain/action/action';
import type { Save } from '../../lib/domain/save/save';
import type { Savepoint } from '../../lib/runtime/facade';
import { backupStore } from '../../lib/store/backup-store';
import { openStore } from '../../lib/store/open-store';
import { restoreStore } from '../../lib/store/restore-store';
import { OPERATOR } from '../support/a-savepoint';
import { serve, type Served } from '../support/a-serving';
import { runScript } from '../support/command';
import { eventually } from '../support/eventually';
import { DATABASE_PASSWORD, startPostgres, type PostgresServer } from '../support/postgres';
import { startRedis, type RedisServer } from '../support/redis-server';
import { A_KEY, newDataDir } from '../support/store-folder';

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
  vi.unstubAllEnvs();
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

describe('a backup of a Postgres', () => {
  let [whole, from, to] = ['', '', ''];
  beforeAll(async () => {
    [whole, from, to] = [newDataDir(), await postgres.database('whole'), await postgres.database('empty')];
    await (await openStore({ dataDir: whole, databaseUrl: from, secretKey: A_KEY })).close();
    await backupStore({ dataDir: whole, databaseUrl: from, file: join(whole, 'saved') });
  });
  afterAll(() => rmSync(whole, { recursive: true }));
  beforeEach(() => cpSync(whole, folder, { recursive: true }));

  const file = (): string => join(folder, 'saved');
  const cutOff = (share: number): void => truncateSync(file(), Math.floor(readFileSync(file()).length * share));
  const withoutSum = (): void => rmSync(`${file()}.sha256`);
  const refused = (databaseUrl: string | null, message: RegExp) =>
    expect(restoreStore({ dataDir: join(folder, 'data'), databaseUrl, file: file() })).rejects.toMatchObject({
      message: expect.stringMatching(message),
    });

  it.each([
    ['cut off', () => cutOff(0.5), /is damaged or cut off: its bytes are not those/],
    ['cut off, without its sum', () => (withoutSum(), cutOff(0.5)), /is damaged\. Nothing was restored\.$/],
    // The table of contents is whole, and rows are missing.
    ['without its end and its sum', () => (withoutSum(), cutOff(0.99)), /^Nothing was restored from .*: it is damaged/],
  ])('that is %s leaves the database empty', async (_what, spoil, sentence) => {
    spoil();
    await refused(to, sentence);
    const left = `select 1 from pg_class where relnamespace = 'public'::regnamespace`;
    expect(await postgres.sql('empty', left)).toEqual([]);
  });

  it('is not put into a database with tables, nor where a store in a file is asked for', async () => {
    await refused(from, /is not empty: it has \d+ tables/);
    await refused(null, /is of a store in Postgres.*Set DATABASE_URL/);
    writeFileSync(file(), 'SQLite format 3\0');
    await refused(to, /is of a store in a file, and DATABASE_URL is set/);
  });

  it('needs pg_dump, and says so', async () => {
    vi.stubEnv('PATH', folder);
    const made = backupStore({ dataDir: folder, databaseUrl: from, file: join(folder, 'another') });
    await expect(made).rejects.toThrow(/^pg_dump is not on this machine\. It comes with the client programs/);
    expect(readdirSync(folder).sort()).toEqual(['saved', 'saved.sha256']);
  });
});
