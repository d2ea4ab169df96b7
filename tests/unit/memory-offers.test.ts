import { describe, expect, it } from 'vitest';
import { changesBetween, withChanges } from '../../lib/monitor/json-changes';
import { BLANK_MEMORY, parseMemory, type Memory } from '../../lib/monitor/memory';
import { MemoryOffers } from '../../lib/monitor/memory-offers';
import { takeTurn } from '../../lib/monitor/turn';
import type { MemoryChanges, WatchMemory } from '../../lib/store/store';
import { sighting } from '../support/a-sighting';

const T0 = Date.UTC(2026, 0, 1);
const SEEN = after(BLANK_MEMORY, {}, 0);

function after(memory: Memory, facts: Parameters<typeof sighting>[0], ms: number): Memory {
  const observation = { ...sighting(facts), at: T0 + ms };
  return takeTurn({ instanceId: 'orders', memory, observation, gapAfterMs: 5000, newId: () => 'id' }).memory;
}

/** What a store that keeps what it is offered gives back. */
function aStore() {
  let whole: WatchMemory = { at: 0, json: 'null', mark: -1 };
  let changes: string | undefined;
  return {
    keep: (offered: WatchMemory | MemoryChanges): 'whole' | 'changes' => {
      if ('whole' in offered && offered.since === whole.mark) {
        changes = offered.changes;
        return 'changes';
      }
      whole = 'whole' in offered ? offered.whole() : offered;
      changes = undefined;
      return 'whole';
    },
    load: () => parseMemory({ ...whole, changes }),
  };
}

const plain = (memory: Memory): unknown => JSON.parse(JSON.stringify(memory));

describe('what is remembered of an instance', () => {
  it('is offered whole once, and as what is otherwise while that is little', () => {
    const [offers, store] = [new MemoryOffers(), aStore()];
    expect(store.keep(offers.of(SEEN))).toBe('whole');
    let memory = SEEN;
    for (let second = 1; second <= 300; second += 1) {
      memory = after(memory, { rdb: { changesSinceLastSave: second } }, second * 1000);
      const offered = offers.of(memory);
      expect(store.keep(offered)).toBe('changes');
      expect(plain(store.load())).toEqual(plain(memory));
    }
  });

  it('is offered whole again where much is otherwise, and where something is gone', () => {
    const [offers, store] = [new MemoryOffers(), aStore()];
    store.keep(offers.of(BLANK_MEMORY));
    const gone = { ...SEEN, settings: {} };
    for (const memory of [SEEN, gone]) {
      expect(store.keep(offers.of(memory))).toBe('whole');
      expect(plain(store.load())).toEqual(plain(memory));
    }
  });

  it('is whole with the next offer where the store did not keep the one before', () => {
    const [offers, store] = [new MemoryOffers(), aStore()];
    offers.of(SEEN);
    const later = after(SEEN, {}, 1000);
    expect(store.keep(offers.of(later))).toBe('whole');
    expect(plain(store.load())).toEqual(plain(later));
    expect(store.keep(offers.of(after(later, {}, 2000)))).toBe('changes');
  });
});

describe('what is otherwise', () => {
  it.each<[string, object, object, object | null]>([
    ['nothing', { a: 1, b: { c: [1, { d: 2 }] } }, { a: 1, b: { c: [1, { d: 2 }] } }, {}],
    ['a member of a member', { a: { b: 1, c: 2 } }, { a: { b: 1, c: 3 } }, { a: { c: 3 } }],
    ['an object where none was', { a: null }, { a: { b: 1 } }, { a: { b: 1 } }],
    ['none where an object was', { a: { b: 1 } }, { a: null }, { a: null }],
    ['a list, which is told whole', { a: [1, 2] }, { a: [2] }, { a: [2] }],
    ['an object where a list was', { a: [1] }, { a: { 0: 1 } }, { a: { 0: 1 } }],
    ['a new member', {}, { a: 0, b: undefined }, { a: 0 }],
    ['a member that is gone', { a: { b: 1 } }, { a: {} }, null],
    ['a member that is not told any more', { a: 1 }, { a: undefined }, null],
  ])('is told of %s', (_what, before, now, changes) => {
    expect(changesBetween(before, now)).toEqual(changes);
    if (changes !== null) expect(withChanges({ ...before }, { ...changes })).toEqual(JSON.parse(JSON.stringify(now)));
  });
});
