'use client';

import { useStrings } from '../strings/use-strings';
import { classNames } from '../ui/class-names';
import { FilterField } from './filter-field';
import type { View } from './fleet-query';
import { SORTS } from './fleet-query';
import type { QueryControl } from './use-fleet-query';

const VIEWS: readonly View[] = ['cards', 'table'];
const BOX = 'touch rounded-lg border border-line bg-surface text-[0.8125rem]';

function ViewSwitch({ control: { query, choose } }: { control: QueryControl }) {
  const strings = useStrings();
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
  const strings = useStrings();
  const words = strings.fleetTools;
  return (
    <select
      aria-label={words.sort}
      value={query.sort}
      onChange={(event) => choose({ sort: SORTS.find((sort) => sort === event.target.value) ?? 'worst' })}
      className={`${BOX} min-w-0 px-2.5 text-ink max-sm:flex-1 pointer-coarse:text-[1rem]`}
    >
      {SORTS.map((sort) => (
        <option key={sort} value={sort}>
          {words.sorts[sort]}
        </option>
      ))}
    </select>
  );
}

interface Props {
  control: QueryControl;
  /** On a phone they are folded away: the first view belongs to what is wrong. */
  isOpen: boolean;
  onOpen: () => void;
}

/** Filter, sort and view: each of them is in the address. */
export function FleetTools({ control, isOpen, onOpen }: Props) {
  return (
    <div
      role="search"
      className={classNames(
        'flex min-w-0 flex-1 basis-[31rem] flex-wrap gap-2 max-sm:basis-full',
        !isOpen && 'max-sm:hidden',
      )}
    >
      <FilterField text={control.query.text} onType={control.type} onWanted={onOpen} />
      <SortField control={control} />
      <ViewSwitch control={control} />
    </div>
  );
}
