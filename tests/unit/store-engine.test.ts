import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStore, storeFile } from '../../lib/store/open-store';
import { openSqlite } from '../../lib/store/sqlite';
import { A_KEY, newDataDir, tamper } from '../support/store-folder';
import { anAction, aSave, aTurn } from '../support/store-samples';

let folder: string;

beforeEach(() => {
  folder = newDataDir();
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

const open = (dataDir = folder) => openStore({ dataDir, secretKey: A_KEY });

describe('the file of the store', () => {
  it('is made with its folder, for its owner alone, side files included', async () => {
    const dataDir = join(folder, 'deep', 'data');
    const store = await open(dataDir);
    await store.check();
    expect(statSync(dataDir).mode & 0o777).toBe(0o700);
    for (const suffix of ['', '-wal', '-shm']) {
      expect(statSync(storeFile(dataDir) + suffix).mode & 0o777, suffix).toBe(0o600);
    }
    await store.close();
    expect(existsSync(`${storeFile(dataDir)}-wal`), 'closing leaves one file').toBe(false);
  });

  it('is synced at each commit, in WAL mode, with foreign keys on', () => {
    const db = openSqlite(storeFile(folder));
    const ask = (name: string) => Object.values(Object(db.prepare(`pragma ${name}`).all([])[0]));
    expect([ask('journal_mode'), ask('synchronous'), ask('foreign_keys')]).toEqual([['wal'], [2], [1]]);
    db.close();
  });

  it('is refused when a newer version of Savepoint wrote it', async () => {
    await (await open()).close();
    tamper(folder, (db) => db.exec(`insert into kysely_migration values ('0099-from-the-future', '2026-01-01')`));
    await expect(open()).rejects.toMatchObject({ code: 'failed', message: expect.stringContaining('newer version') });
  });

  it('has no half of a migration that broke off', async () => {
    tamper(folder, (db) => db.exec('create table write_probe (id integer)')); // the last table that 0001 makes
    await expect(open()).rejects.toMatchObject({ name: 'StoreError', code: 'failed' });
    tamper(folder, (db) => {
      const tables = db.prepare(`select name from sqlite_master where type = 'table'`).all();
      expect(tables.map((table) => table['name'])).toEqual(['write_probe']);
      db.exec('drop table write_probe');
    });
    await (await open()).close();
  });

  it('opens in two places at once', async () => {
    const stores = await Promise.all([open(), open(), open()]);
    for (const store of stores) await store.check();
    for (const store of stores) await store.close();
  });
});

describe('an engine that fails', () => {
  it.each([
    ['garbage', Buffer.alloc(8192, 'not a database ')],
    ['a database of which a page was overwritten', null],
  ])('says corrupt of %s, and leaves the file as it is', async (_name, content) => {
    const bytes = content ?? (await damagedStore());
    writeFileSync(storeFile(folder), bytes);
    await expect(open().then((store) => store.check())).rejects.toMatchObject({ name: 'StoreError', code: 'corrupt' });
    expect(readFileSync(storeFile(folder)).equals(bytes)).toBe(true);
  });

  it('says locked when another process does not let go, and works again when it does', async () => {
    const store = await open();
    const other = new DatabaseSync(storeFile(folder));
    other.exec('begin immediate');
    await expect(store.check()).rejects.toMatchObject({ code: 'locked', message: expect.stringContaining('locked') });
    await expect(store.beginAction(anAction('a-1'))).rejects.toMatchObject({ code: 'locked' });
    expect(await store.listSaves({ limit: 5 }), 'reading goes on').toEqual({ rows: [], next: null });
    const waiting = store.beginAction(anAction('a-2'));
    await new Promise(setImmediate); // by now it was refused once
    other.exec('rollback');
    other.close();
    await waiting;
    expect((await store.pendingActions()).map((action) => action.id)).toEqual(['a-2']);
    await store.close();
  });

  it('holds the write lock from the start of a transaction, so that one which reads first cannot fail later', async () => {
    await (await open()).close();
    const [first, second] = [openSqlite(storeFile(folder)), openSqlite(storeFile(folder))];
    first.prepare('begin').run([]);
    expect(() => second.prepare('begin').run([])).toThrow(expect.objectContaining({ code: 'locked' }));
    first.prepare('rollback').run([]);
    second.prepare('begin').run([]);
    second.prepare('rollback').run([]);
    for (const db of [first, second]) db.close();
  });

  it('says full, keeps what it had, and works again when there is room', async () => {
    await (await open()).close();
    const db = openSqlite(storeFile(folder));
    const run = (sql: string) => db.prepare(sql).all([]);
    run('pragma max_page_count = 1');
    run('begin');
    expect(() => {
      for (let i = 0; i < 1000; i += 1) {
        db.prepare('insert into watch_memory values (?, ?, ?)').run([`i-${i}`, i, 'x'.repeat(4000)]);
      }
    }).toThrow(expect.objectContaining({ name: 'StoreError', code: 'full' }));
    expect(() => db.prepare('rollback').run([])).not.toThrow();
    run('pragma max_page_count = 100000');
    db.prepare('insert into watch_memory values (?, ?, ?)').run(['i', 1, 'x']);
    expect(run('select instance_id from watch_memory')).toMatchObject([{ instance_id: 'i' }]);
    db.close();
  });

  it('says readonly when the file may not be written', async () => {
    await (await open()).close();
    const db = openSqlite(storeFile(folder), { readOnly: true });
    expect(() => db.prepare('delete from saves').run([])).toThrow(expect.objectContaining({ code: 'readonly' }));
    db.close();
  });

  it('says readonly, and which folder, when the data folder cannot be made', async () => {
    const dataDir = join(folder, 'file', 'data');
    writeFileSync(join(folder, 'file'), '');
    await expect(open(dataDir)).rejects.toMatchObject({ code: 'readonly', message: expect.stringContaining(dataDir) });
  });

  it('speaks in its own sentence, and keeps what the engine said for the log', async () => {
    const store = await open();
    await store.beginAction(anAction('a-1'));
    const error: unknown = await store.beginAction(anAction('a-1')).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: 'failed', cause: { message: expect.stringContaining('UNIQUE') } });
    expect(String(error)).not.toContain('UNIQUE');
    await store.close();
  });
});

/** A store with 500 saves, its pages from the third on overwritten. */
async function damagedStore(): Promise<Buffer> {
  const store = await open();
  const saves = Array.from({ length: 500 }, (_, i) => aSave(`s-${i}`));
  await store.recordTurn('orders-primary', aTurn({ saves }));
  await store.close();
  const bytes = readFileSync(storeFile(folder));
  return Buffer.concat([bytes.subarray(0, 8192), Buffer.alloc(bytes.length - 8192, 0xa5)]);
}
