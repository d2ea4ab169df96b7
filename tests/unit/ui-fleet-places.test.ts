import { describe, expect, test } from 'vitest';
import { facetName, facetOf, facetsOf, valuesOf } from '@/components/instances/fleet-facets';
import { heldPlaces, placesOf, type Places } from '@/components/instances/fleet-places';
import { readQuery } from '@/components/instances/fleet-query';
import { en as strings } from '@/components/strings/en';
import type { Instance } from '@/lib/contracts/instance';
import { anInstance } from '../support/an-instance';

function one(name: string, team: string | null, over: Partial<Instance> = {}): Instance {
  return anInstance({ id: name, name, state: 'saved', tags: team === null ? {} : { team }, ...over });
}

const query = (search: string) => readQuery(new URLSearchParams(search));

/** `checkout: LARGE compact`, with `-` for those without a team. */
function told(places: Places): string[] {
  return places.map(({ value, large, compact }) =>
    [`${value ?? '-'}:`, ...large.map((id) => id.toUpperCase()), ...compact].join(' '),
  );
}

describe('groups', () => {
  const fleet = [
    one('a', 'search'),
    one('b', 'checkout'),
    one('c', null),
    one('d', 'search', { state: 'saving' }),
    one('e', 'billing', { state: 'rejecting-writes' }),
    one('f', 'zebra', { state: 'unreachable' }),
  ];

  test('the group with the worst stands first, then by name; those without a value last', () => {
    expect(told(placesOf(fleet, query('by=tag.team')))).toEqual([
      'billing: E',
      'zebra: F',
      'checkout: b',
      'search: d a',
      '-: c',
    ]);
  });

  test('a group of those without a value stands first where the worst is among them', () => {
    const all = [...fleet, one('g', null, { state: 'rejecting-writes' }), one('h', 'billing')];
    expect(told(placesOf(all, query('by=tag.team&sort=name'))).slice(0, 2)).toEqual(['billing: E h', '-: G c']);
  });

  test('in a table nothing is large, and without groups all stand together', () => {
    expect(told(placesOf(fleet, query('view=table&sort=name')))).toEqual(['-: a b c d e f']);
    expect(told(placesOf([], query('')))).toEqual([]);
  });
});

describe('while a hand is among the cards', () => {
  const held: Places = [
    { value: 'checkout', large: ['x'], compact: ['b', 'c'] },
    { value: 'search', large: [], compact: ['d'] },
  ];
  const everyoneBut = (gone: string) => (id: string) => id !== gone;

  test('whoever is new stands last of its group, a new group last, and a group of which all are gone is gone', () => {
    const now: Places = [
      { value: 'billing', large: ['n'], compact: [] },
      { value: 'checkout', large: ['b'], compact: ['m', 'x', 'c'] },
    ];
    expect(told(heldPlaces(held, now, everyoneBut('d')))).toEqual(['checkout: X b c m', 'billing: n']);
  });
});

describe('what instances differ in', () => {
  const fleet = [
    one('a', 'search', { tags: { team: 'search', rack: '7' } }),
    one('b', null, { tags: { rack: '7' } }),
    one('c', 'search', { tags: { team: 'search', rack: '7' }, environment: 'staging' }),
  ];

  test('is offered, by the names that the address has for it', () => {
    expect(facetsOf(fleet).map(({ name }) => name)).toEqual(['environment', 'tag.team']);
    expect(facetsOf([])).toEqual([]);
    expect(facetsOf(fleet).map((facet) => facetName(facet, strings))).toEqual(['Environment', 'Tag team']);
  });

  test('has values with their counts; what has none is told last', () => {
    const team = facetOf('tag.team');
    expect(team && valuesOf(team, fleet)).toEqual([
      { value: 'search', count: 2 },
      { value: null, count: 1 },
    ]);
  });

  test.each(['', 'tag.', 'state', 'team', 'constructor'])('%j is no facet', (name) => {
    expect(facetOf(name)).toBeNull();
  });
});
