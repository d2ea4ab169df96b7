'use client';

import Link from 'next/link';
import type { InstanceList } from '@/lib/contracts/instance';
import { printable } from '@/lib/domain/text/printable';
import type { Believed } from '../instances/fleet-filter';
import { OverrideEnd } from '../instances/override-end';
import { useOverridesNearEnd } from '../layout/override-bar';
import { useFirstStrings, useStrings } from '../strings/use-strings';

/** The override near its end that every other page tells in a bar. */
function OverrideNote() {
  const strings = useFirstStrings();
  const open = useOverridesNearEnd();
  const [first] = open;
  const override = first?.guard.override ?? null;
  return (
    <div role="status">
      {first === undefined || override === null ? null : (
        <section data-attention aria-label={strings.override.bar} className="text-[1.1em] leading-[1.3] text-tone">
          <Link href={`/instances/${first.id}`} className="font-semibold">
            {printable(first.name)}
          </Link>
          {strings.override.barBetween}
          <OverrideEnd override={override} countdown={false} />{' '}
          {open.length > 1 ? strings.override.more(open.length - 1) : null}
        </section>
      )}
    </div>
  );
}

interface Props {
  /** All there are. */
  fleet: readonly Believed[];
  /** Those that the filter of the address leaves. */
  shown: readonly Believed[];
  isFiltered: boolean;
  list: Pick<InstanceList, 'problems' | 'groups' | 'storeProblem'>;
}

/** What does not show in the rows: what the filter hides, what cannot be watched at all, and that nothing can be kept. */
export function WallNotes({ fleet, shown, isFiltered, list }: Props) {
  const { fleetTools, fleet: words, live, wall } = useStrings();
  const ids = new Set(shown.map(({ instance }) => instance.id));
  const hidden = fleet.filter(({ instance }) => !ids.has(instance.id));
  const inState = (state: Believed['state']): number => hidden.filter((one) => one.state === state).length;
  const [refusing, notSaving] = [inState('rejecting-writes'), inState('not-saving')];
  const groups = list.groups.filter(({ problems }) => problems.length > 0).length;
  const notes = [
    refusing === 0 ? null : fleetTools.hiddenRefusing(refusing),
    notSaving === 0 ? null : fleetTools.hiddenNotSaving(notSaving),
    list.storeProblem === null ? null : live.storeTitle,
    list.problems.length === 0 ? null : words.configProblems(list.problems.length),
    groups === 0 ? null : wall.groupProblems(groups),
  ].filter((note) => note !== null);
  return (
    <>
      <OverrideNote />
      {isFiltered || notes.length > 0 ? (
        <p className="leading-[1.3] font-medium">
          <span className="text-muted">{isFiltered ? `${fleetTools.shown(shown.length, fleet.length)} ` : ''}</span>
          {notes.join(' ')}
        </p>
      ) : null}
    </>
  );
}
