import type { InstanceStateName } from '@/lib/contracts/instance';
import { WORST_FIRST } from '@/lib/domain/instance/order-instances';

export const SORTS = ['worst', 'name', 'changes', 'saved'] as const;
export type Sort = (typeof SORTS)[number];
export type View = 'cards' | 'table';

/** What the address of the fleet page asks for: `?q=…&state=…&sort=…&view=…`. */
export interface FleetQuery {
  readonly text: string;
  /** Empty for all states. */
  readonly states: readonly InstanceStateName[];
  readonly sort: Sort;
  readonly view: View;
}

interface Params {
  get(name: string): string | null;
}

/** What the address says; what it does not say, or says wrongly, is the usual. */
export function readQuery(params: Params): FleetQuery {
  const wanted = (params.get('state') ?? '').split(',');
  const sort = SORTS.find((one) => one === params.get('sort'));
  return {
    text: params.get('q') ?? '',
    states: WORST_FIRST.filter((state) => wanted.includes(state)),
    sort: sort ?? 'worst',
    view: params.get('view') === 'table' ? 'table' : 'cards',
  };
}

/** The address of a query; what is as usual is left out. */
export function writeQuery({ text, states, sort, view }: FleetQuery): string {
  const params = new URLSearchParams();
  if (text !== '') params.set('q', text);
  if (states.length > 0) params.set('state', WORST_FIRST.filter((state) => states.includes(state)).join(','));
  if (sort !== 'worst') params.set('sort', sort);
  if (view !== 'cards') params.set('view', view);
  const search = params.toString().replaceAll('%2C', ',');
  return search === '' ? '/' : `/?${search}`;
}

/** Does the query leave anything out? */
export function isFiltered({ text, states }: FleetQuery): boolean {
  return text.trim() !== '' || states.length > 0;
}

/** The states with one more, or with one less. */
export function toggled(states: readonly InstanceStateName[], state: InstanceStateName): InstanceStateName[] {
  return states.includes(state) ? states.filter((other) => other !== state) : [...states, state];
}
