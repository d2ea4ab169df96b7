import type { InstanceStateName } from '@/lib/contracts/instance';
import { WORST_FIRST } from '@/lib/domain/instance/order-instances';
import { facetOf } from './fleet-facets';

export const SORTS = ['worst', 'name', 'changes', 'saved'] as const;
export type Sort = (typeof SORTS)[number];
export type View = 'cards' | 'table';

/** What the address of the fleet page asks for: `?q=…&state=…&environment=…&tag.team=…&by=…&sort=…&view=…`. */
export interface FleetQuery {
  readonly text: string;
  /** Empty for all states. */
  readonly states: readonly InstanceStateName[];
  /** Facet → the values of which an instance must have one; '' is for those without a value. */
  readonly only: Readonly<Record<string, readonly string[]>>;
  /** The facet that instances are grouped by. */
  readonly by: string | null;
  readonly sort: Sort;
  readonly view: View;
}

/** A query that leaves nothing out. */
export const EVERYTHING = { text: '', states: [], only: {} } as const satisfies Partial<FleetQuery>;

interface Params {
  get(name: string): string | null;
  getAll(name: string): string[];
  keys(): Iterable<string>;
}

function readOnly(params: Params): FleetQuery['only'] {
  const names = [...new Set(params.keys())].filter((name) => facetOf(name) !== null);
  return Object.fromEntries(names.sort().map((name) => [name, [...new Set(params.getAll(name))].sort()]));
}

/** What the address says; what it does not say, or says wrongly, is the usual. */
export function readQuery(params: Params): FleetQuery {
  const wanted = (params.get('state') ?? '').split(',');
  const sort = SORTS.find((one) => one === params.get('sort'));
  return {
    text: params.get('q') ?? '',
    states: WORST_FIRST.filter((state) => wanted.includes(state)),
    only: readOnly(params),
    by: facetOf(params.get('by') ?? '')?.name ?? null,
    sort: sort ?? 'worst',
    view: params.get('view') === 'table' ? 'table' : 'cards',
  };
}

/** The address of a query, on the page of the fleet unless another is given; what is as usual is left out. */
export function writeQuery({ text, states, only, by, sort, view }: FleetQuery, path = '/'): string {
  const params = new URLSearchParams();
  if (text !== '') params.set('q', text);
  if (states.length > 0) params.set('state', WORST_FIRST.filter((state) => states.includes(state)).join(','));
  for (const [name, values] of Object.entries(only)) for (const value of values) params.append(name, value);
  if (by !== null) params.set('by', by);
  if (sort !== 'worst') params.set('sort', sort);
  if (view !== 'cards') params.set('view', view);
  const search = params.toString().replaceAll('%2C', ',');
  return search === '' ? path : `${path}?${search}`;
}

/** Does the query leave anything out? */
export function isFiltered({ text, states, only }: FleetQuery): boolean {
  return text.trim() !== '' || states.length > 0 || Object.keys(only).length > 0;
}

/** The list with one more, or with one less. */
export function toggled<T>(chosen: readonly T[], one: T): T[] {
  return chosen.includes(one) ? chosen.filter((other) => other !== one) : [...chosen, one];
}

/** The values that are chosen, with one more or one less of one facet. */
export function toggledValue(only: FleetQuery['only'], facet: string, value: string): FleetQuery['only'] {
  const { [facet]: chosen = [], ...others } = only;
  const next = toggled(chosen, value);
  return next.length === 0 ? others : { ...others, [facet]: next };
}
