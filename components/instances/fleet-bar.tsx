'use client';

import { ListFilter } from 'lucide-react';
import { useState } from 'react';
import type { InstanceStateName } from '@/lib/contracts/instance';
import { useStrings } from '../strings/use-strings';
import { HeldHeight } from '../ui/held-height';
import { FleetTools } from './fleet-tools';
import { StateChips } from './state-chips';
import type { QueryControl } from './use-fleet-query';

/** The states in numbers, and how to find one's way among many instances. */
export function FleetBar({ states, control }: { states: readonly InstanceStateName[]; control: QueryControl }) {
  const strings = useStrings();
  const { text, sort, view } = control.query;
  const isUsed = text !== '' || sort !== 'worst' || view !== 'cards';
  const [isOpen, setOpen] = useState(isUsed);
  const isShown = isOpen || isUsed;
  return (
    <div className="flex flex-wrap items-center gap-x-2 gap-y-2.5">
      <HeldHeight className="flex w-full min-w-0 items-center gap-2 sm:w-auto">
        <StateChips states={states} control={control} />
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
      <FleetTools control={control} isOpen={isShown} onOpen={() => setOpen(true)} />
    </div>
  );
}
