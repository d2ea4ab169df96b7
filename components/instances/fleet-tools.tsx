'use client';

import Link from 'next/link';
import { useFirstStrings } from '../strings/use-strings';
import { classNames } from '../ui/class-names';
import { FilterField } from './filter-field';
import type { Facet } from './fleet-facets';
import { facetName, facetOf } from './fleet-facets';
import type { View } from './fleet-query';
import { SORTS, writeQuery } from './fleet-query';
import { SaveSeveral } from './save-several';
import type { QueryControl } from './use-fleet-query';

const VIEWS: readonly View[] = ['cards', 'table'];
const BOX = 'touch rounded-lg border border-line bg-surface text-[0.8125rem]';
const FIELD = `${BOX} min-w-0 max-w-56 px-2.5 text-ink max-sm:grow max-sm:basis-32 pointer-coarse:text-[1rem]`;

function ViewSwitch({ control: { query, choose } }: { control: QueryControl }) {
  const strings = useFirstStrings();
  const words = strings.fleetTools;
  return (
    <div role="group" aria-label={words.view} className={`${BOX} inline-flex overflow-hidden`}>
      {VIEWS.map((view) => (
        <button
          key={view}
          type="button"
          aria-pressed={query.view === view}
          onClick={() => choose({ view })}
          className={classNames(
            'px-3 -outline-offset-2',
            query.view === view ? 'bg-soft font-medium text-ink' : 'text-muted hover:text-ink',
          )}
        >
          {words.views[view]}
        </button>
      ))}
    </div>
  );
}

function SortField({ control: { query, choose } }: { control: QueryControl }) {
  const strings = useFirstStrings();
  const words = strings.fleetTools;
  return (
    <select
      aria-label={words.sort}
      value={query.sort}
      onChange={(event) => choose({ sort: SORTS.find((sort) => sort === event.target.value) ?? 'worst' })}
      className={FIELD}
    >
      {SORTS.map((sort) => (
        <option key={sort} value={sort}>
          {words.sorts[sort]}
        </option>
      ))}
    </select>
  );
}

/** By what the instances are grouped. What they do not differ in is not offered, unless the address asks for it. */
function ByField({ control: { query, choose }, facets }: Pick<Props, 'control' | 'facets'>) {
  const strings = useFirstStrings();
  const words = strings.fleetTools;
  const asked = query.by === null ? null : facetOf(query.by);
  const offered = asked === null || facets.some(({ name }) => name === asked.name) ? facets : [...facets, asked];
  if (offered.length === 0) return null;
  return (
    <select
      aria-label={words.by}
      value={query.by ?? ''}
      onChange={(event) => choose({ by: facetOf(event.target.value)?.name ?? null })}
      className={FIELD}
    >
      <option value="">{words.byNothing}</option>
      {offered.map((facet) => (
        <option key={facet.name} value={facet.name}>
          {words.byFacet(facetName(facet, strings))}
        </option>
      ))}
    </select>
  );
}

/** Opens and closes the panel with the values of environment and tags. */
function NarrowButton({ narrowing: { panel, isOpen, count, toggle } }: Pick<Props, 'narrowing'>) {
  const words = useFirstStrings().fleetTools;
  return (
    <button
      type="button"
      aria-expanded={isOpen}
      aria-controls={isOpen ? panel : undefined}
      onClick={toggle}
      className={classNames(BOX, 'px-3 hover:text-ink', count > 0 || isOpen ? 'border-ink text-ink' : 'text-muted')}
    >
      {words.narrow}
      {count > 0 ? <span className="ml-1.5 font-semibold">{count}</span> : null}
    </button>
  );
}

/** To the same instances for a screen in the room; a phone is none. */
function WallLink({ control: { query } }: { control: QueryControl }) {
  const words = useFirstStrings().fleetTools;
  return (
    <Link
      href={writeQuery({ ...query, sort: 'worst', view: 'cards' }, '/wall')}
      prefetch={false}
      className={`${BOX} inline-flex items-center px-3 text-muted hover:text-ink max-sm:hidden`}
    >
      {words.wall}
    </Link>
  );
}

interface Narrowing {
  /** The id of the panel. */
  readonly panel: string;
  readonly isOpen: boolean;
  /** How many values are chosen. */
  readonly count: number;
  readonly toggle: () => void;
}

interface Props {
  control: QueryControl;
  /** By which the instances of this fleet differ. */
  facets: readonly Facet[];
  narrowing: Narrowing;
  /** On wide pages they stand beside the chips; else they have a row of their own. */
  hasRoom: boolean;
  /** Are there several instances to save? */
  hasSeveral: boolean;
  /** On a phone they are folded away: the first view belongs to what is wrong. */
  isOpen: boolean;
  onOpen: () => void;
}

/** Filter, groups, sort and view: each of them is in the address. */
export function FleetTools({ control, facets, narrowing, hasRoom, hasSeveral, isOpen, onOpen }: Props) {
  return (
    <div
      role="search"
      className={classNames(
        'flex min-w-0 flex-1 basis-full flex-wrap gap-2',
        hasRoom && 'lg:flex-none lg:basis-[35rem]',
        !isOpen && 'max-sm:hidden',
      )}
    >
      <FilterField text={control.query.text} onType={control.type} onWanted={onOpen} />
      {facets.length === 0 ? null : <NarrowButton narrowing={narrowing} />}
      <ByField control={control} facets={facets} />
      <SortField control={control} />
      <ViewSwitch control={control} />
      <WallLink control={control} />
      {hasSeveral ? <SaveSeveral className="sm:hidden" /> : null}
    </div>
  );
}
