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
  expect(there(listOf([]))).toEqual(listOf([]));
  expect(there(listOf([usual]))).toEqual(listOf([usual]));
});

test('instances that are alike cost little', () => {
  const many = listOf(
    Array.from({ length: 1_000 }, (_, index) => anInstance({ id: `i${index}`, name: `cache-${index}` })),
  );
  expect(JSON.stringify(packFleet(many)).length * 10).toBeLessThan(JSON.stringify(many).length);
});
