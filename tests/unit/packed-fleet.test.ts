import { expect, test } from 'vitest';
import { packFleet } from '@/lib/http/pack-fleet';
import { unpackFleet } from '@/lib/swr/unpack-fleet';
import type { Instance, InstanceList } from '@/lib/contracts/instance';
import { anInstance } from '../support/an-instance';

const listOf = (instances: Instance[]): InstanceList => ({
  instances,
  problems: ['savepoint.yaml:3: no url'],
  groups: [{ name: 'cache', kind: 'cluster', problems: ['no node answers'] }],
  storeProblem: null,
  observedAt: '2026-11-22T05:41:22.007Z',
});

const there = (list: InstanceList): unknown => unpackFleet(JSON.parse(JSON.stringify(packFleet(list))));

test('what was packed for the first HTML is afterwards what it was', () => {
  const usual = anInstance();
  const all = listOf([
    anInstance({ id: 'a', tags: { team: 'search' }, rdb: { ...usual.rdb, savePoints: null, lastGoodSaveAt: null } }),
    anInstance({ id: 'b', tags: { toString: 'a tag', team: 'x' }, loading: { percent: 3, etaSeconds: null } }),
    anInstance({ id: 'c', drift: [], problem: { code: 'refused', message: '[whole]' } }),
    usual,
  ]);
  expect(there(all)).toEqual(all);
  const tagged = listOf([anInstance({ id: 'a', tags: { team: 'x' } }), anInstance({ tags: { team: 'y', rack: '7' } })]);
  expect(there(tagged)).toEqual(tagged);
  // Texts are told without what they share: neither half of a character, nor a text that is all of what the others begin and end with.
  const named = (...names: string[]) => listOf(names.map((name, index) => anInstance({ id: `${index}`, name })));
  for (const names of [
    ['\u{1F980}a', '\u{1F981}b', '\u{1F982}c'],
    ['a\u{1F980}', 'b\u{1F580}', 'c\u{1F980}'],
    ['aa', 'a', 'aaa'],
    ['', 'a'],
  ]) {
    expect(there(named(...names))).toEqual(named(...names));
    expect(JSON.stringify(packFleet(named(...names)))).not.toMatch(/\\ud[89a-f]/);
  }
  const same = Array.from({ length: 9 }, () => anInstance());
  const saved = (at: string | null) => anInstance({ rdb: { ...usual.rdb, lastGoodSaveAt: at } });
  const mixed = listOf([saved(null), saved('2026-11-22T05:00:00.000Z'), saved('2026-11-22T05:00:00.000Z'), ...same]);
  expect(there(mixed)).toEqual(mixed);
  expect(there(listOf([]))).toEqual(listOf([]));
  expect(there(listOf([usual]))).toEqual(listOf([usual]));
});

test('instances that are alike cost little', () => {
  const many = listOf(
    Array.from({ length: 1_000 }, (_, index) => anInstance({ id: `i${index}`, name: `cache-${index}` })),
  );
  expect(JSON.stringify(packFleet(many)).length * 50).toBeLessThan(JSON.stringify(many).length);
});
