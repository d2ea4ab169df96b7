import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { allOf, bulkShown, byHost, endedOf } from '@/components/actions/bulk-shown';
import { bulkWanted } from '@/components/actions/bulk-wanted';
import { first as strings } from '@/components/strings/en-first';
import type { BulkMember } from '@/lib/contracts/bulk';
import { anInstance } from '../support/an-instance';

const member = (changed: Partial<BulkMember>): BulkMember => ({
  instanceId: 'a',
  name: 'a',
  host: 'h',
  standing: 'waiting',
  actionId: null,
  outcome: null,
  message: null,
  ...changed,
});

describe('the word of one of several saves', () => {
  it.each([
    ['waiting', {}],
    ['asking', { standing: 'running' }],
    ['running', { standing: 'running', actionId: '1' }],
    // Redis did not answer: that it saves is not known.
    ['unknown', { standing: 'running', actionId: '1', outcome: 'unknown' }],
    ['saved', { standing: 'ended', outcome: 'applied' }],
    ['failed', { standing: 'ended', outcome: 'not-applied' }],
    ['unknown', { standing: 'ended', outcome: 'unknown' }],
    ['unknown', { standing: 'ended', outcome: null }],
    ['refused', { standing: 'refused' }],
    ['left', { standing: 'host-stopped' }],
    ['left', { standing: 'stopped' }],
    ['left', { standing: 'same-process' }],
  ] as const)('is %s for %o', (word, changed) => expect(bulkShown(member(changed))).toBe(word));
});

it('counts as ended what has an end, or never will begin', () => {
  const counts = { waiting: 1, running: 2, saved: 3, failed: 4, unknown: 5, left: 6 };
  expect([endedOf(counts), allOf(counts)]).toEqual([18, 21]);
});

it('stands host by host, each where its first one stands', () => {
  const all = [
    { host: 'h2', id: 1 },
    { host: 'h1', id: 2 },
    { host: 'h2', id: 3 },
  ];
  expect(byHost(all).map(({ host, here }) => [host, here.map(({ id }) => id)])).toEqual([
    ['h2', [1, 3]],
    ['h1', [2]],
  ]);
});

describe('which instances are meant', () => {
  beforeAll(() => vi.stubGlobal('navigator', { onLine: true }));
  afterAll(() => vi.unstubAllGlobals());

  const fleet = [
    anInstance({ id: 'calm', name: 'calm', state: 'saved' }),
    anInstance({ id: 'sick', name: 'sick', state: 'not-saving' }),
    anInstance({ id: 'other', name: 'other', state: 'saved', environment: 'staging' }),
  ];
  const at = (path: string) => bulkWanted(fleet, new URL(path, 'http://savepoint'), strings);

  it('is what the fleet page shows, worst first', () => {
    expect(at('/')).toEqual({ ids: ['sick', 'calm', 'other'], isFiltered: false });
    expect(at('/?environment=production')).toEqual({ ids: ['sick', 'calm'], isFiltered: true });
    expect(at('/?q=nowhere')).toEqual({ ids: [], isFiltered: true });
  });

  it('is the whole fleet elsewhere, whatever the address has', () =>
    expect(at('/saves?q=calm')).toEqual({ ids: ['sick', 'calm', 'other'], isFiltered: false }));
});
