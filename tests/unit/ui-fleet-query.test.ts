import { describe, expect, test } from 'vitest';
import { matching, type Believed } from '@/components/instances/fleet-filter';
import { readQuery, toggledValue, writeQuery, type FleetQuery } from '@/components/instances/fleet-query';
import { sortInstances } from '@/components/instances/fleet-sort';
import type { Instance } from '@/lib/contracts/instance';
import { anInstance } from '../support/an-instance';
import { en as strings } from '@/components/strings/en';

const query = (search: string): FleetQuery => readQuery(new URLSearchParams(search));

describe('the address of the fleet', () => {
  test.each([
    ['', '/'],
    ['q=orders&state=not-saving&sort=changes&view=table', '/?q=orders&state=not-saving&sort=changes&view=table'],
    ['state=saved,rejecting-writes', '/?state=rejecting-writes,saved'],
    ['q=%26state%3Dsaved', '/?q=%26state%3Dsaved'],
    ['sort=worst&view=cards&state=', '/'],
    [
      'by=tag.team&tag.team=search&environment=staging&tag.team=checkout&environment=production',
      '/?environment=production&environment=staging&tag.team=checkout&tag.team=search&by=tag.team',
    ],
    ['tag.team=', '/?tag.team='],
    ['tag.%26=a,b', '/?tag.%26=a,b'],
  ])('%j is %s', (search, address) => {
    expect(writeQuery(query(search))).toBe(address);
  });

  test('what it says wrongly is the usual', () => {
    expect(query('state=broken,&sort=colour&view=3d&by=colour&tag.=a&team=checkout')).toEqual({
      text: '',
      states: [],
      only: {},
      by: null,
      sort: 'worst',
      view: 'cards',
    });
  });
});

const one = (over: Partial<Instance>, state = over.state ?? 'saved'): Believed => ({
  instance: anInstance({ id: over.name ?? 'a', ...over }),
  state,
});

describe('the filter', () => {
  const fleet = [
    one({ name: 'orders-eu', address: '10.0.9.31:6379', tags: { team: 'checkout' } }),
    one({ name: 'feed', environment: 'staging', state: 'not-saving' }),
    one({ name: 'jobs', state: 'saved' }, 'unknown'),
  ];
  const found = (text: string, states: FleetQuery['states'] = []): string[] =>
    matching(fleet, { ...query(''), text, states }, strings).map(({ instance }) => instance.name);

  test.each([
    ['', ['orders-eu', 'feed', 'jobs']],
    ['ORDERS', ['orders-eu']],
    ['9.31', ['orders-eu']],
    ['team:checkout', ['orders-eu']],
    ['team=check', ['orders-eu']],
    ['staging', ['feed']],
    ['writes on', ['feed']],
    ['stale', ['jobs']],
    ['staging orders', []],
  ])('%j finds %j', (text, names) => {
    expect(found(text)).toEqual(names);
  });

  test.each([
    [{ environment: ['staging'] }, ['feed']],
    [{ environment: ['production', 'staging'], 'tag.team': ['checkout'] }, ['orders-eu']],
    [{ 'tag.team': [''] }, ['feed', 'jobs']],
    [{ 'tag.team': ['checkout', ''] }, ['orders-eu', 'feed', 'jobs']],
    [{ 'tag.rack': ['7'] }, []],
    [{ 'tag.toString': [''] }, ['orders-eu', 'feed', 'jobs']],
  ])('of %j finds %j', (only, names) => {
    const all = matching(fleet, { text: '', states: [], only }, strings);
    expect(all.map(({ instance }) => instance.name)).toEqual(names);
  });

  test('a value is chosen, and given back; a facet without any is gone', () => {
    const one = toggledValue({ environment: ['staging'] }, 'tag.team', 'checkout');
    expect(one).toEqual({ environment: ['staging'], 'tag.team': ['checkout'] });
    expect(toggledValue(one, 'environment', 'staging')).toEqual({ 'tag.team': ['checkout'] });
  });

  test('an instance that went stale is unknown, whatever it was', () => {
    expect(found('', ['saved'])).toEqual(['orders-eu']);
    expect(found('', ['unknown'])).toEqual(['jobs']);
  });
});

describe('the sort', () => {
  const rdb = (over: Partial<Instance['rdb']>): Instance['rdb'] => ({ ...anInstance().rdb, ...over });
  const fleet = [
    anInstance({ name: 'b10', rdb: rdb({ changesSinceLastSave: 5, lastGoodSaveAt: '2026-11-22T05:00:00.000Z' }) }),
    anInstance({ name: 'b9', rdb: rdb({ changesSinceLastSave: null, lastGoodSaveAt: null }) }),
    anInstance({ name: 'a', rdb: rdb({ changesSinceLastSave: 70, lastGoodSaveAt: '2026-11-22T04:00:00.000Z' }) }),
  ];
  test.each([
    ['name', ['a', 'b9', 'b10']],
    ['changes', ['a', 'b10', 'b9']],
    ['saved', ['b9', 'a', 'b10']],
  ] as const)('by %s', (sort, names) => {
    expect(sortInstances(fleet, sort).map(({ name }) => name)).toEqual(names);
  });
});
