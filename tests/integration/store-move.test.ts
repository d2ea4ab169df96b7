import { cpSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { moveStore } from '../../lib/store/move-store';
import { openStore, storeFile } from '../../lib/store/open-store';
import { runScript } from '../support/command';
import { fillStore, tablesIn } from '../support/filled-store';
import { DATABASE_PASSWORD, startPostgres, type PostgresServer } from '../support/postgres';
import { A_KEY, newDataDir, tamper } from '../support/store-folder';
import { anAction } from '../support/store-samples';

let postgres: PostgresServer;
let filled = '';
let dataDir = '';
let name = '';
let databaseUrl = '';
let made = 0;

beforeAll(async () => {
  filled = newDataDir();
  postgres = await startPostgres();
  await fillStore(filled);
});
afterAll(async () => {
  await postgres.stop();
  rmSync(filled, { recursive: true });
});
beforeEach(async () => {
  made += 1;
  name = `move-${made}`;
  [dataDir, databaseUrl] = [newDataDir(), await postgres.database(name)];
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

const useFilled = (): void => cpSync(filled, dataDir, { recursive: true });

/** Whether nothing at all is there. */
const isEmpty = async (): Promise<boolean> =>
  (await postgres.sql(name, `select 1 from pg_class where relnamespace = 'public'::regnamespace`)).length === 0;

/** The names in the folder, and the file to its last byte. */
const filesIn = () => [readdirSync(dataDir).sort(), readFileSync(storeFile(dataDir)).toString('base64')];

/** All rows of each table of the file, as text in one order. */
function rowsInFile(): ReadonlyMap<string, readonly string[]> {
  const db = new DatabaseSync(storeFile(dataDir), { readOnly: true });
  try {
    return new Map(tablesIn(db).map((table) => [table, inOrder(db.prepare(`select * from "${table}"`).all())]));
  } finally {
    db.close();
  }
}

/** The same of Postgres, whose JSON has its numbers as numbers. */
async function rowsInPostgres(tables: Iterable<string>): Promise<ReadonlyMap<string, readonly string[]>> {
  const all = [...tables].map((table) => `(select coalesce(json_agg(t), '[]') from "${table}" t) as "${table}"`);
  const [found = {}] = await postgres.sql(name, `select ${all.join(', ')}`);
  return new Map(Object.entries(found).map(([table, rows]) => [table, inOrder(rows as readonly object[])]));
}

function inOrder(rows: readonly object[]): readonly string[] {
  return rows.map((row) => JSON.stringify(Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1)))).sort();
}

describe('npm run store:move', () => {
  it('moves every row of every table, shows each counted and compared, and leaves the file as it was', async () => {
    useFilled();
    const before = filesIn();
    const command = runScript('store-move.mjs', ['.'], dataDir, { DATABASE_URL: databaseUrl });
    expect([await command.ended, command.output()]).toEqual([0, expect.stringContaining('they are the same')]);
    expect(filesIn()).toEqual(before);

    const inFile = rowsInFile();
    expect(inFile.size).toBeGreaterThan(25);
    const inPostgres = await rowsInPostgres(inFile.keys());
    for (const [table, rows] of inFile) {
      expect(rows.length, table).toBeGreaterThan(0);
      expect(inPostgres.get(table), table).toEqual(rows);
      const told = new RegExp(
        `^  ${table} +file +${rows.length} rows  (\\w{64})\n +Postgres +${rows.length} rows  \\1$`,
        'm',
      );
      expect(command.output()).toMatch(told);
    }
    expect(command.output()).toContain('The audit is whole on both sides: 7 records');
    expect(command.output()).toContain('The secret key is not in Postgres');
    expect(command.output()).not.toContain(DATABASE_PASSWORD);
  });

  it('goes on where the file was: numbers, audit, and what is sealed with the key; and says what Postgres has no place for', async () => {
    useFilled();
    tamper(dataDir, (db) => db.exec(`update saves set note = 'a' || char(0) || 'b' where id = 's-7'`));
    expect(await moveStore({ dataDir, databaseUrl })).toMatchObject({ withoutNul: 1 });
    expect(await postgres.sql(name, `select note from saves where id = 's-7'`)).toEqual([{ note: 'a\uFFFDb' }]);
    const given = await postgres.sql(
      name,
      `insert into deliveries (receiver, instance_id, notice, kept_at, tries, next_at) values ('r', 'i', '{}', 0, 0, 0) returning seq`,
    );
    expect(given).toEqual([{ seq: '5' }]);
    // No file has any: to what was filled in they are other Savepoints, that live and have another key.
    await postgres.sql(name, 'delete from store_members');
    const store = await openStore({ dataDir, databaseUrl, secretKey: A_KEY });
    try {
      expect(await store.listRegistered()).toMatchObject({
        instances: [{ observer: { password: 'observer-password' } }],
      });
      expect(await store.beginAction(anAction('next'))).toBe(true);
      expect((await store.listAudit({ limit: 1 })).rows).toMatchObject([{ seq: 8 }]);
    } finally {
      await store.close();
    }
  });
});

describe('npm run store:move refuses', () => {
  const refusal = (told: RegExp) =>
    expect(moveStore({ dataDir, databaseUrl })).rejects.toMatchObject({
      name: 'StoreError',
      message: expect.stringMatching(told),
    });

  it('a file that a Savepoint has open', async () => {
    const store = await openStore({ dataDir, secretKey: A_KEY });
    await refusal(/has the file of the store open\. Nothing was moved\. End it/);
    await store.close();
  });

  it('a database that is not empty, which stays as it is', async () => {
    useFilled();
    await postgres.sql(name, 'create table somebodys (id integer)');
    await refusal(/is not empty: it has 1 tables, “somebodys” among them\. Nothing was written/);
    await postgres.sql(name, 'drop table somebodys');
    expect(await isEmpty()).toBe(true);
  });

  it('no store, one of an older version, and an audit that was changed; nothing is in Postgres then', async () => {
    await refusal(/There is no store of Savepoint at/);
    useFilled();
    tamper(dataDir, (db) => {
      db.exec('drop trigger audit_no_update');
      db.exec(`update audit set body = body || ' ' where seq = 2`);
    });
    await refusal(/The audit in the file is not as it was written, so nothing was moved: Audit record 2/);
    tamper(dataDir, (db) => db.exec(`delete from kysely_migration where name like '0014%'`));
    await refusal(/older version of Savepoint.*Start this version on it once/);
    expect(await isEmpty()).toBe(true);
  });
});

describe('a move that fails half-way leaves the database empty:', () => {
  it('a row that Postgres refuses', async () => {
    useFilled();
    tamper(dataDir, (db) => db.exec('update watch_memory set at = 1.5 where rowid = 1'));
    await expect(moveStore({ dataDir, databaseUrl })).rejects.toMatchObject({ name: 'StoreError' });
    expect(await isEmpty()).toBe(true);
  });

  it.each([
    [
      'a row that is read back otherwise',
      `new.note = 'other'`,
      { message: expect.stringMatching(/^What was read back of “saves” is not/) },
    ],
    ['a connection that is cut', 'perform pg_terminate_backend(pg_backend_pid())', { code: 'away' }],
  ])('%s', async (_fault, done, told) => {
    useFilled();
    await spoil(done);
    await expect(moveStore({ dataDir, databaseUrl })).rejects.toMatchObject(told);
    await postgres.sql(name, 'drop event trigger spoil');
    await postgres.sql(name, 'drop schema spoiler cascade');
    expect(await isEmpty()).toBe(true);
  });

  /** Once there are saves, this is done with the one of the middle. */
  async function spoil(what: string): Promise<void> {
    await postgres.sql(name, 'create schema spoiler');
    await postgres.sql(
      name,
      `create function spoiler.row() returns trigger language plpgsql as $$ begin if new.id = 's-1050' then ${what}; end if; return new; end $$`,
    );
    await postgres.sql(
      name,
      `create function spoiler.table() returns event_trigger language plpgsql as $$ begin
        if to_regclass('saves') is not null and not exists (select 1 from pg_trigger where tgname = 'spoil') then
          execute 'create trigger spoil before insert on saves for each row execute function spoiler.row()'; end if; end $$`,
    );
    await postgres.sql(
      name,
      `create event trigger spoil on ddl_command_end when tag in ('CREATE TABLE') execute function spoiler.table()`,
    );
  }
});

it('needs DATABASE_URL', async () => {
  const command = runScript('store-move.mjs', [join(dataDir)], dataDir, {});
  expect([await command.ended, command.output()]).toEqual([1, expect.stringContaining('DATABASE_URL is not set')]);
});
