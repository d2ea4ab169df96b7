import type { DatabaseSync } from 'node:sqlite';
import { openStore } from '../../lib/store/open-store';
import { A_KEY, tamper } from './store-folder';
import { aResolution, aSave, aTurn, anAction, anAuditedAct, anEvent, anInstance } from './store-samples';

/** Texts and numbers that a copy could spoil. */
const TEXTS = ['', 'a "b" \\u0041 \\ \n\t', '数据 🧂 e\u0301 \u2028', `{"json": [null, 1e3]}`];
const WHOLE = [0, 1, -7, Number.MAX_SAFE_INTEGER];
const PARTS = [0.1 + 0.2, 1e-320, 6, -1.7976931348623157e308];

/** A store with rows in each of its tables, also in such as are added after this was written. */
export async function fillStore(dataDir: string): Promise<void> {
  const store = await openStore({ dataDir, secretKey: A_KEY });
  for (let n = 0; n < 3; n += 1) {
    await store.beginAction(anAction(`a-${n}`, { reason: TEXTS[n] ?? null }));
    await store.resolveAction(`a-${n}`, aResolution());
  }
  await store.addRegistered(anInstance('orders'), anAuditedAct());
  const saves = Array.from({ length: 1100 }, (_, n) => aSave(`s-${n}`, { durationSeconds: n / 7 }));
  await store.recordTurn('orders-primary', aTurn({ saves, events: [anEvent('e-1')] }));
  await store.close();
  tamper(dataDir, fillTheRest);
}

/** The names of the tables of a file, but for what SQLite and the migrations keep of themselves. */
export function tablesIn(db: DatabaseSync): string[] {
  const names = db
    .prepare(
      `select name from sqlite_schema where type = 'table' and name not like 'sqlite%' and name not like 'kysely%' order by name`,
    )
    .all();
  return names.map(({ name }) => String(name));
}

function fillTheRest(db: DatabaseSync): void {
  db.exec('pragma foreign_keys = off');
  const references = (table: string) => db.prepare(`pragma foreign_key_list("${table}")`).all().length;
  for (const table of tablesIn(db).sort((a, b) => references(a) - references(b))) {
    if (db.prepare(`select 1 from "${table}" limit 1`).get() !== undefined) continue;
    for (let n = 0; n < TEXTS.length; n += 1) insertRow(db, table, n);
  }
  // The last number that was given is that of no row.
  db.exec('delete from deliveries where seq = (select max(seq) from deliveries)');
}

function insertRow(db: DatabaseSync, table: string, n: number): void {
  const columns = db.prepare(`pragma table_info("${table}")`).all();
  const parents = new Map(
    db
      .prepare(`pragma foreign_key_list("${table}")`)
      .all()
      .map((key) => [key['from'], key]),
  );
  const values = columns.map(({ name, type, pk, notnull }) => {
    const parent = parents.get(name ?? '');
    if (parent !== undefined)
      return db.prepare(`select "${parent['to']}" as id from "${parent['table']}"`).get()?.['id'];
    if (pk === 0 && notnull === 0 && n % 2 === 1) return null;
    const isUnique = pk !== 0 || /^(email|username|token|hash|instance_id)$/.test(String(name));
    if (/int/i.test(String(type))) return isUnique ? n + 1 : WHOLE[n];
    return /double/i.test(String(type)) ? PARTS[n] : `${TEXTS[n]}${isUnique ? n : ''}`;
  });
  const into = columns.map(({ name }) => `"${name}"`).join(', ');
  db.prepare(`insert into "${table}" (${into}) values (${values.map(() => '?').join(', ')})`).run(
    ...values.map((value) => value ?? null),
  );
}
