import type { Instance } from '@/lib/contracts/instance';
import type { FirstStrings } from '../strings/en';
import { printable } from '@/lib/domain/text/printable';

/** Something that tells instances apart besides their state: one filters by its values, and groups by them. */
export interface Facet {
  /** As the address names it. */
  readonly name: string;
  /** Null for an instance that has no such value. */
  readonly valueOf: (instance: Instance) => string | null;
}

const TAG = 'tag.';
const ENVIRONMENT: Facet = { name: 'environment', valueOf: ({ environment }) => environment };
const GROUP: Facet = { name: 'group', valueOf: ({ group }) => group?.name ?? null };

function tagFacet(name: string): Facet {
  const key = name.slice(TAG.length);
  return { name, valueOf: ({ tags }) => (Object.hasOwn(tags, key) ? (tags[key] ?? null) : null) };
}

/** The facet that an address names; null when there is none of that name. A tag that no instance has is a facet without values. */
export function facetOf(name: string): Facet | null {
  const named = [ENVIRONMENT, GROUP].find((facet) => facet.name === name);
  if (named !== undefined) return named;
  return name.startsWith(TAG) && name.length > TAG.length ? tagFacet(name) : null;
}

/** The facets by which these instances differ: the environment and the group first, then tags by name. */
export function facetsOf(instances: readonly Instance[]): Facet[] {
  const keys = new Set(instances.flatMap(({ tags }) => Object.keys(tags)));
  const facets = [ENVIRONMENT, GROUP, ...[...keys].sort().map((key) => tagFacet(`${TAG}${key}`))];
  return facets.filter(({ valueOf }) => instances.some((one) => valueOf(one) !== valueOf(instances[0] ?? one)));
}

/** As a person names it. */
export function facetName({ name }: Facet, strings: FirstStrings): string {
  const words = strings.fleetTools.facets;
  if (name === ENVIRONMENT.name) return words.environment;
  return name === GROUP.name ? words.group : words.tag(printable(name.slice(TAG.length)));
}

/** One value of a facet, and how many instances have it. */
export interface FacetValue {
  readonly value: string | null;
  readonly count: number;
}

/** Those without a value stand last. */
export function compareValues(a: string | null, b: string | null): number {
  if (a === b) return 0;
  if (a === null) return 1;
  return b === null ? -1 : a.localeCompare(b, 'en', { numeric: true });
}

/** The values of a facet by name. */
export function valuesOf({ valueOf }: Facet, instances: readonly Instance[]): FacetValue[] {
  const counts = new Map<string | null, number>();
  for (const instance of instances) counts.set(valueOf(instance), (counts.get(valueOf(instance)) ?? 0) + 1);
  return [...counts].map(([value, count]) => ({ value, count })).sort((a, b) => compareValues(a.value, b.value));
}
