'use client';

import { memo } from 'react';
import type { Instance, InstanceStateName } from '@/lib/contracts/instance';
import { useFirstStrings } from '../strings/use-strings';
import type { FirstStrings } from '../strings/en';
import { Button } from '../ui/button';
import { printable } from '@/lib/domain/text/printable';
import type { Believed } from './fleet-filter';
import type { FleetQuery } from './fleet-query';
import { EVERYTHING, isFiltered } from './fleet-query';
import { StateGlyph } from './state-glyph';
import type { QueryControl } from './use-fleet-query';

const TROUBLE: readonly InstanceStateName[] = ['rejecting-writes', 'not-saving'];

/** A filter may hide much, but never that a Redis refuses writes or does not save. */
function HiddenTrouble({ hidden, control }: { hidden: readonly Believed[]; control: QueryControl }) {
  const strings = useFirstStrings();
  const words = strings.fleetTools;
  const states = TROUBLE.filter((state) => hidden.some((one) => one.state === state));
  const [worst] = states;
  if (worst === undefined) return null;
  const countOf = (state: InstanceStateName): number => hidden.filter((one) => one.state === state).length;
  const refusing = countOf('rejecting-writes');
  const notSaving = countOf('not-saving');
  const says = [
    refusing === 0 ? null : words.hiddenRefusing(refusing),
    notSaving === 0 ? null : words.hiddenNotSaving(notSaving),
  ];
  return (
    <div
      role="note"
      data-state={worst}
      className="flex flex-wrap items-center gap-x-3 gap-y-1.5 rounded-xl border border-tone bg-surface px-4 py-2"
    >
      <span className="text-tone">
        <StateGlyph state={worst} />
      </span>
      <p className="min-w-0 flex-1 font-medium">{says.filter((one) => one !== null).join(' ')}</p>
      <Button onClick={() => control.choose({ ...EVERYTHING, states })}>
        {words.showHidden(refusing + notSaving)}
      </Button>
    </div>
  );
}

function whyNothing({ text, states, only }: FleetQuery, strings: FirstStrings): string {
  const words = strings.fleetTools;
  if (Object.keys(only).length > 0)
    return text.trim() === '' && states.length === 0 ? words.nothingValues : words.nothingAll;
  const typed = printable(text.trim());
  const chosen = states.map((state: InstanceStateName) => strings.stateCounted[state]).join(words.or);
  if (chosen === '') return words.nothingText(typed);
  return typed === '' ? words.nothingStates(chosen) : words.nothingBoth(typed, chosen);
}

interface Props {
  fleet: readonly Believed[];
  shown: readonly Instance[];
  control: QueryControl;
}

/** What the filter leaves out: how much, whether trouble is among it, and the way to all. */
export const FilterNotes = memo(function FilterNotes({ fleet, shown, control }: Props) {
  const strings = useFirstStrings();
  const words = strings.fleetTools;
  const filtered = isFiltered(control.query);
  const ids = new Set(shown.map(({ id }) => id));
  const hidden = fleet.filter(({ instance }) => !ids.has(instance.id));
  const clear = (): void => control.choose(EVERYTHING);
  return (
    <>
      <div className={filtered ? 'flex flex-wrap items-center gap-x-3 gap-y-1' : 'hidden'}>
        <p role="status" className="text-muted">
          {filtered ? words.shown(shown.length, fleet.length) : ''}
        </p>
        <Button look="quiet" onClick={clear}>
          {words.clear}
        </Button>
      </div>
      <HiddenTrouble hidden={hidden} control={control} />
      {filtered && shown.length === 0 ? (
        <div className="rounded-xl border border-dashed border-edge px-5 py-8 text-center">
          <p className="font-semibold">{words.nothing}</p>
          <p className="mt-1 text-muted">{whyNothing(control.query, strings)}</p>
        </div>
      ) : null}
    </>
  );
});
