import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { Kysely, type SqliteDatabase } from 'kysely';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { fileClaims } from '../../lib/store/file-claims';
import { migrate } from '../../lib/store/migrate';
import { storeFile } from '../../lib/store/open-store';
import type { Schema } from '../../lib/store/schema';
import { openSqlite, sqliteDialect } from '../../lib/store/sqlite';
import { sqlStore } from '../../lib/store/sql-store';
import type { Store } from '../../lib/store/store';
import { syncedWithTheNext } from '../../lib/store/write-ahead';
import { A_KEY, newDataDir } from '../support/store-folder';
import { anAction, aResolution, aSave, aTurn, T0 } from '../support/store-samples';

let folder: string;
let store: Store;
/** Whether the log is synced at each commit, in their order; as SQLite itself says right before. */
let synced: boolean[];

/** The real file, asked before each commit. */
function listening(file: SqliteDatabase): SqliteDatabase {
  return {
    close: () => file.close(),
    prepare: (sql) => {
      if (sql === 'commit') synced.push(Object(file.prepare('pragma synchronous').all([])[0]).synchronous === 2);
      return file.prepare(sql);
    },
  };
}

beforeEach(async () => {
  folder = newDataDir();
  synced = [];
  const db = new Kysely<Schema>({ dialect: sqliteDialect(listening(openSqlite(storeFile(folder)))) });
  await migrate(db);
  store = sqlStore(db, A_KEY, fileClaims(join(folder, 'claims')), { ahead: syncedWithTheNext });
  synced.length = 0;
});

afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

const ours = aSave('ours', { actionId: 'act-1' });

it('what is asked for waits for the intent that follows, which is synced, also where both are kept at once', async () => {
  await Promise.all([store.reserveKey('key', 'hash', T0), store.beginAction(anAction('act-1'))]);
  expect(synced).toEqual([false, true]);
});

it('a save of ours waits for the end of its action, which is synced', async () => {
  await store.beginAction(anAction('act-1'));
  synced.length = 0;
  await store.recordTurns([['orders-primary', aTurn({ saves: [ours] })]]);
  await store.resolveAction('act-1', aResolution());
  expect(synced).toEqual([false, true]);
});

it.each([
  ['a save of nobody here', [aTurn({ saves: [aSave('theirs')] })]],
  ['a turn in which nothing was seen', [aTurn()]],
  [
    'a save of ours beside what others did',
    [aTurn({ saves: [ours], outsideChanges: [{ at: T0, message: 'The guard went off.' }] })],
  ],
  ['a save of ours beside another instance', [aTurn({ saves: [ours] }), aTurn()]],
])('%s is synced at once', async (_case, turns) => {
  await store.recordTurns(turns.map((turn, index) => [`instance-${index}`, turn]));
  expect(synced).toEqual([true]);
});

it('what fails leaves the next commit synced', async () => {
  await expect(store.reserveKey('key', 'hash', Symbol('no time') as unknown as number)).rejects.toThrow();
  await store.beginAction(anAction('act-1'));
  expect(synced).toEqual([true]);
});
