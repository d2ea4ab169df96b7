import { mkdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { inProject } from '../paths.mjs';
import { step } from '../steps.mjs';
import '../typescript-hooks.mjs';
import { instanceOf, madeEvent, madeExposure, madeSave, quietTurn } from './made-rows.mjs';
import { ownPostgres, sqlOn } from './own-postgres.mjs';
import { pruned } from './partitions.mjs';
import { realMemory } from './real-memory.mjs';

/** @typedef {import('../../../lib/store/store').Store} Store */
/** @typedef {import('../../../lib/store/store').TurnRecord} TurnRecord */
/**
 * Of one engine: bytes of a row with its share of the indexes, and how many a second one writer commits: turns with one save, each synced; turns in which nothing
 * happened, a hundred a commit, and the bytes that the engine writes for one of these: in Postgres those of its journal.
 * @typedef {{ saveBytes: number, eventBytes: number, exposureBytes: number, saveTurns: number, quietTurns: number, quietBytes: number }} Engine
 * @typedef {{ wholeBytes: number, changesBytes: number, moved: number, file: Engine, postgres: Engine, pruned: Awaited<ReturnType<typeof pruned>> }} Measured
 */

const KEY = Buffer.alloc(32, 7);
/** As many as are gathered in half a second of a fleet of a thousand. */
const GATHERED = 100;
const EACH = 1000;

/**
 * @param {{ folder: string, quick: boolean, keeper: import('../bench/keeper.mjs').Keeper }} run
 * @returns {Promise<Measured>}
 */
export async function measureAll({ folder, quick, keeper }) {
  const rows = quick ? 2000 : 20_000;
  const remembered = await step('What is remembered of a real Redis', () => realMemory(folder, keeper));
  const url = await step('Starting a Postgres', () => ownPostgres(folder, keeper));
  await sqlOn(url('postgres'), 'create database rows');
  const data = join(folder, 'rows');
  mkdirSync(data);
  const size = () => statSync(join(data, 'savepoint.db')).size;
  const opened = { secretKey: KEY, dataDir: data };
  const file = await step(`${rows} rows of each kind in a file`, () =>
    engine(opened, rows, remembered, async () => size(), writtenHere),
  );
  const databaseUrl = url('rows');
  const inPostgres = async (/** @type {string} */ table) =>
    Number((await sqlOn(databaseUrl, `select pg_total_relation_size('${table}') as n`))[0].n);
  const journal = async () => {
    const [{ n }] = await sqlOn(databaseUrl, "select pg_current_wal_insert_lsn() - '0/0' as n");
    return Number(n);
  };
  const postgres = await step(`${rows} rows of each kind in Postgres`, () =>
    engine({ ...opened, databaseUrl }, rows, remembered, inPostgres, journal),
  );
  await sqlOn(url('postgres'), 'create database moved');
  const moved = await step('The file moved into Postgres', () => movedPerSecond(data, url('moved')));
  await sqlOn(url('postgres'), 'create database pruned');
  const old = await step('Old rows deleted, and a partition of them dropped', () => pruned(url('pruned'), rows * 10));
  const [wholeBytes, changesBytes] = [Buffer.byteLength(remembered.whole), Buffer.byteLength(remembered.changes)];
  return { wholeBytes, changesBytes, moved, file, postgres, pruned: old };
}

/**
 * @param {import('../../../lib/store/open-store').StoreOptions} options
 * @param {number} rows
 * @param {import('./real-memory.mjs').Remembered} remembered
 * @param {(table: string) => Promise<number>} size of what is on the disk, as far as it is that table's
 * @param {() => Promise<number>} written bytes so far
 * @returns {Promise<Engine>}
 */
async function engine(options, rows, remembered, size, written) {
  /** @type {typeof import('../../../lib/store/open-store')} */
  const { openStore } = await import(inProject('lib/store/open-store.ts'));
  let store = await openStore(options);
  let turn = 0;
  const quiet = () => quietTurn(remembered, (turn += 1));
  /**
   * A thousand rows of one instance after the other. Closed, so that all of it is in the place that is looked at.
   * @param {'saves' | 'events' | 'exposure'} table
   * @param {(n: number, instance: string) => object} made a row
   */
  const bytesPerRow = async (table, made) => {
    await store.close();
    const before = await size(table);
    store = await openStore(options);
    for (let n = 0; n < rows; n += EACH) {
      const instance = instanceOf((n / EACH) % GATHERED);
      const all = Array.from({ length: EACH }, (_each, row) => made(n + row, instance));
      await store.recordTurn(instance, { ...quiet(), [table]: all });
    }
    await store.close();
    const bytes = ((await size(table)) - before) / rows;
    store = await openStore(options);
    return bytes;
  };
  // First, so that the rows that are remembered are there and only what is counted grows.
  await store.recordTurns(turnsFrom(0, GATHERED, quiet));
  const saveBytes = await bytesPerRow('saves', madeSave);
  const eventBytes = await bytesPerRow('events', madeEvent);
  const exposureBytes = await bytesPerRow('exposure', madeExposure);
  let next = rows;
  const saveTurns = await perSecond(1, () =>
    store.recordTurn(instanceOf(0), { ...quiet(), saves: [madeSave((next += 1), instanceOf(0))] }),
  );
  const before = await written();
  let quietly = 0;
  const quietTurns = await perSecond(GATHERED, async () => {
    await store.recordTurns(turnsFrom(0, GATHERED, quiet));
    quietly += GATHERED;
  });
  const quietBytes = ((await written()) - before) / quietly;
  await store.close();
  return { saveBytes, eventBytes, exposureBytes, saveTurns, quietTurns, quietBytes };
}

/** What this process has written: a file is in no other one. */
async function writtenHere() {
  const [, bytes] = /^wchar: (\d+)/m.exec(readFileSync('/proc/self/io', 'utf8')) ?? [];
  return Number(bytes);
}

/** Rows a second that `npm run store:move` copies, reads back and compares. @param {string} dataDir @param {string} databaseUrl */
async function movedPerSecond(dataDir, databaseUrl) {
  /** @type {typeof import('../../../lib/store/move-store')} */
  const { moveStore } = await import(inProject('lib/store/move-store.ts'));
  const began = performance.now();
  const { tables } = await moveStore({ dataDir, databaseUrl });
  return (tables.reduce((rows, { to }) => rows + to.rows, 0) * 1000) / (performance.now() - began);
}

/**
 * Of a hundred instances in turn.
 * @param {number} from @param {number} count @param {(n: number, instance: string) => TurnRecord} made
 * @returns {(readonly [string, TurnRecord])[]}
 */
function turnsFrom(from, count, made) {
  return Array.from({ length: count }, (_each, n) => {
    const instance = instanceOf((from + n) % GATHERED);
    return [instance, made(from + n, instance)];
  });
}

/** How many a second are done in five seconds. @param {number} each how many one call does @param {() => Promise<void>} work */
async function perSecond(each, work) {
  const began = performance.now();
  let done = 0;
  while (performance.now() - began < 5000) {
    await work();
    done += each;
  }
  return (done * 1000) / (performance.now() - began);
}
