'use client';

import { ListFilter } from 'lucide-react';
import { memo, useId, useMemo, useState } from 'react';
import { useFirstStrings } from '../strings/use-strings';
import { classNames } from '../ui/class-names';
import { HeldHeight } from '../ui/held-height';
import { FacetPanel } from './facet-panel';
import { facetsOf } from './fleet-facets';
import { MANY, type Believed } from './fleet-filter';
import { FleetTools } from './fleet-tools';
import { StateChips } from './state-chips';
import type { QueryControl } from './use-fleet-query';

/** The states in numbers, and how to find one's way among many instances. */
export const FleetBar = memo(function FleetBar({
  fleet,
  control,
}: {
  fleet: readonly Believed[];
  control: QueryControl;
}) {
  const strings = useFirstStrings();
  const panel = useId();
  const instances = useMemo(() => fleet.map(({ instance }) => instance), [fleet]);
  const facets = useMemo(() => facetsOf(instances), [instances]);
  const { text, only, by, sort, view } = control.query;
  const isNarrowed = Object.keys(only).length > 0;
  const isUsed = text !== '' || isNarrowed || by !== null || sort !== 'worst' || view !== 'cards';
  const [isOpen, setOpen] = useState(isUsed);
  const [isNarrowing, setNarrowing] = useState(isNarrowed);
  const isShown = isOpen || isUsed;
  const hasPanel = isShown && isNarrowing && facets.length > 0;
  // In a large fleet many states come and go: the chips have a row of their own, which does not become two when one is new.
  const hasRoom = facets.length === 0 && fleet.length <= MANY;
  return (
    <div className="flex flex-wrap items-start gap-x-2 gap-y-2.5">
      <HeldHeight
        className={classNames(
          'flex min-h-9 w-full min-w-0 gap-2',
          // Beside tools of a fixed width, if they are few: chips that come and go move none of them.
          hasRoom ? 'items-center lg:w-auto lg:flex-1' : 'items-start',
        )}
      >
        <StateChips states={fleet.map(({ state }) => state)} control={control} />
        <button
          type="button"
          aria-label={strings.fleetTools.tools}
          aria-expanded={isShown}
          onClick={() => setOpen(!isShown)}
          className="inline-flex h-8 w-9 shrink-0 items-center justify-center rounded-full border border-line bg-surface aria-expanded:border-ink sm:hidden pointer-coarse:size-11"
        >
          <ListFilter aria-hidden className="size-4" />
        </button>
      </HeldHeight>
      <FleetTools
        control={control}
        facets={facets}
        hasRoom={hasRoom}
        hasSeveral={fleet.length > 1}
        isOpen={isShown}
        onOpen={() => setOpen(true)}
        narrowing={{
          panel,
          isOpen: hasPanel,
          count: Object.values(only).flat().length,
          toggle: () => setNarrowing(!hasPanel),
        }}
      />
      {hasPanel ? <FacetPanel id={panel} fleet={instances} facets={facets} control={control} /> : null}
    </div>
  );
});
