import { expect, it } from 'vitest';
import { keepSame } from '@/lib/swr/keep-same';
import { anInstance } from '../support/an-instance';

const idOf = ({ id }: { id: string }): string => id;
const BUT = { observedAt: null };
const again = (over: Parameters<typeof anInstance>[0] = {}) => structuredClone(anInstance(over));

it('an instance that was read again and is as it was stays the same object', () => {
  const known = [again(), again({ id: 'jobs' })];
  const read = [again({ observedAt: '2026-11-22T05:41:00.000Z' }), again({ id: 'jobs', state: 'not-saving' })];
  const kept = keepSame(known, read, idOf, BUT);
  expect(kept[0]).toBe(known[0]);
  expect(kept[1]).toBe(read[1]);
});

it('whoever is new, gone or has moved is as it was read', () => {
  const [one, two] = [again(), again({ id: 'jobs' })];
  const kept = keepSame([one, two], [again({ id: 'jobs' }), again({ id: 'new' })], idOf, BUT);
  expect(kept.map(idOf)).toEqual(['jobs', 'new']);
  expect(kept[0]).toBe(two);
});
