'use client';

import { fleetSentences } from '@/lib/domain/state/fleet-sentence';
import type { Believed } from '../instances/fleet-filter';
import { twinOf } from '../instances/use-fleet';
import { useClockTime } from '../layout/clock';
import { useFirstStrings } from '../strings/use-strings';
import { needing } from './wall-fleet';
import { HEADING } from '../ui/heading';

/** Savepoint's time: one that stands still tells that the wall does, too. */
function WallClock() {
  const time = useClockTime();
  return <p className="font-mono text-[1.7em] leading-[1.3] whitespace-nowrap text-muted">{time}</p>;
}

/** What a person would say of the fleet, and the time. */
export function WallHead({ fleet, nothing }: { fleet: readonly Believed[]; nothing: string | null }) {
  const strings = useFirstStrings();
  const worst = needing(fleet);
  const ids = new Set(worst.map(({ instance }) => instance.id));
  const members = [...worst, ...fleet.filter(({ instance }) => !ids.has(instance.id))];
  const [first, ...more] =
    nothing === null
      ? fleetSentences(
          members.map(({ instance, state }) => ({ ...instance, state, twinOf: twinOf(instance) })),
          strings.fleetWords,
        )
      : [nothing];
  return (
    <header className="flex shrink-0 flex-wrap items-start justify-between gap-x-[2em] gap-y-[0.3em] wall:flex-nowrap">
      <h1
        id={HEADING}
        className="min-w-0 text-[1.6em] leading-[1.15] tracking-[-0.022em] wall:line-clamp-2 wall:text-[2.2em] wall:portrait:line-clamp-4"
      >
        <span className="font-semibold">{first}</span>
        <span className="text-muted">{more.map((sentence) => `${strings.between}${sentence}`).join('')}</span>
      </h1>
      <WallClock />
    </header>
  );
}
