import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Store } from '../../lib/store/store';
import type { Page, PageRequest } from '../../lib/store/page';
import { verifyAudit } from '../../lib/store/verify-audit';
import { eventually } from '../support/eventually';
import { killTree, spawnServer } from '../support/processes';
import type { SpawnedServer } from '../support/processes';
import { newDataDir, openStoreOf } from '../support/store-folder';
import { placeOf } from '../support/store-place';

const HOOKS = new URL('../../scripts/lib/typescript-hooks.mjs', import.meta.url).href;
const WRITER = fileURLToPath(new URL('../support/store-writer.ts', import.meta.url));

let dataDir: string;
const writers: SpawnedServer[] = [];

beforeEach(() => {
  dataDir = newDataDir();
});

afterEach(async () => {
  for (const writer of writers) killTree(writer.pid);
  await Promise.all(writers.splice(0).map((writer) => writer.exited));
  rmSync(dataDir, { recursive: true });
});

describe('the store in several processes', () => {
  it.each([5, 60, 130, 200, 300])('has all that was acknowledged before a kill -9 after %i lines', async (lines) => {
    const writer = startWriter('w', 1_000_000);
    await eventually(`${lines} lines of the writer`, () => linesOf(writer).length >= lines, 60_000);
    killTree(writer.pid);
    await writer.exited;
    await expectKept(linesOf(writer));
  });

  it('keeps the rows of two processes that write at once', async () => {
    const both = [startWriter('left', 100), startWriter('right', 100)];
    await Promise.all(both.map((writer) => writer.exited));
    for (const writer of both) expect(writer.output()).toMatch(/^done$/m);
    await expectKept(both.flatMap(linesOf));
    expect(await verifyAudit(placeOf(dataDir))).toMatchObject({ ok: true, records: 400 });
  });
});

function startWriter(name: string, rounds: number): SpawnedServer {
  const writer = spawnServer([process.execPath, '--import', HOOKS, WRITER, dataDir, name, String(rounds)], {});
  writers.push(writer);
  return writer;
}

/** Whole lines only: the last one may be cut off. */
function linesOf(writer: SpawnedServer): string[] {
  return writer.output().split('\n').slice(0, -1);
}

async function expectKept(lines: readonly string[]): Promise<void> {
  const said = (what: string) => lines.filter((line) => line.startsWith(`${what} `)).map((line) => line.split(' ')[1]);
  const store = await openStoreOf(dataDir);
  try {
    const saves = await idsOf((request) => store.listSaves(request));
    expect([...saves]).toEqual(expect.arrayContaining(said('turn')));
    expect(await idsOf((request) => store.listEvents(request)), 'a turn is whole').toEqual(saves);
    await expectActions(store, said('intent'), said('outcome'));
    expect(await verifyAudit(placeOf(dataDir))).toMatchObject({ ok: true });
    await expect(store.check()).resolves.toBeUndefined();
  } finally {
    await store.close();
  }
}

type Ids = readonly (string | undefined)[];

async function expectActions(store: Store, intents: Ids, outcomes: Ids): Promise<void> {
  const audited = new Map<string, string>();
  await everyRow(
    (request) => store.listAudit(request),
    (entry) => audited.set(entry.action?.id ?? '', entry.outcome),
  );
  expect([...audited.keys()]).toEqual(expect.arrayContaining([...intents]));
  for (const id of outcomes) expect(audited.get(id ?? ''), id).toBe('applied');
  const open = await store.pendingActions();
  expect(open.map((action) => action.id)).toEqual(
    [...audited].filter(([, end]) => end === 'pending').map(([id]) => id),
  );
}

async function idsOf(read: (request: PageRequest) => Promise<Page<{ id: string }>>): Promise<Set<string>> {
  const ids = new Set<string>();
  await everyRow(read, (row) => ids.add(row.id));
  return ids;
}

async function everyRow<T>(read: (request: PageRequest) => Promise<Page<T>>, each: (row: T) => void): Promise<void> {
  let page = await read({ limit: 500 });
  page.rows.forEach(each);
  while (page.next !== null) {
    page = await read({ limit: 500, before: page.next });
    page.rows.forEach(each);
  }
}
