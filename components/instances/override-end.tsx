'use client';

import type { Instance } from '@/lib/contracts/instance';
import { useServerNow } from '@/lib/swr/use-live';
import { useStrings } from '../strings/use-strings';
import { Until } from '../ui/age';
import { Time } from '../ui/time';

type Override = NonNullable<Instance['guard']['override']>;

/** Is the time of an override over? Savepoint says so once it has looked; until then the clock does. */
export function useIsOver({ until, expiredAt }: Override): boolean {
  const isPast = useServerNow((now) => until.at !== null && now !== null && Date.parse(until.at) <= now);
  return expiredAt !== null || isPast;
}

/** When the guard turns on again, in a sentence. */
export function OverrideEnd({ override }: { override: Override }) {
  const words = useStrings().override.end;
  const isOver = useIsOver(override);
  const { kind, at } = override.until;
  if (kind !== 'time' || at === null) return kind === 'none' ? words.none : words.nextGoodSave;
  if (isOver) {
    return (
      <strong className="font-semibold">
        {words.overBefore}
        <Time at={at} />
        {words.overAfter}
      </strong>
    );
  }
  return (
    <>
      {words.timeBefore}
      <Time at={at} />
      {words.timeBetween}
      <Until at={at} passed={words.now} />
      {words.timeAfter}
    </>
  );
}
