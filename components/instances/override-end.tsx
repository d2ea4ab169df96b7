'use client';

import type { Instance } from '@/lib/contracts/instance';
import { printable } from '@/lib/domain/text/printable';
import { useServerNow } from '@/lib/swr/use-live';
import { useFirstStrings } from '../strings/use-strings';
import { Until } from '../ui/age';
import { Time } from '../ui/time';

type Override = NonNullable<Instance['guard']['override']>;

/**
 * When the guard turns on again, in a sentence. Only Savepoint's own word says that saves fail at the end; that a time has passed says
 * no more than that. `countdown`: with the time that is left.
 */
export function OverrideEnd({ override, countdown = true }: { override: Override; countdown?: boolean }) {
  const words = useFirstStrings().override.end;
  const { kind, at } = override.until;
  const isPast = useServerNow((now) => at !== null && now !== null && Date.parse(at) <= now);
  if (override.expiredWhy !== null) {
    return (
      <strong className="font-semibold">
        {words.stuck} {printable(override.expiredWhy)}
      </strong>
    );
  }
  if (kind !== 'time' || at === null) return kind === 'none' ? words.none : words.nextGoodSave;
  if (override.expiredAt !== null) {
    return (
      <strong className="font-semibold">
        {words.overBefore}
        <Time at={at} />
        {words.overAfter}
      </strong>
    );
  }
  if (isPast) {
    return (
      <>
        {words.pastBefore}
        <Time at={at} />
        {words.pastAfter}
      </>
    );
  }
  return (
    <>
      {words.timeBefore}
      <Time at={at} />
      {countdown ? <Left at={at} /> : null}
      {countdown ? words.timeAfter : words.timeAfterAlone}
    </>
  );
}

/** Silent: a screen reader is told the time once, not each second. */
function Left({ at }: { at: string }) {
  const words = useFirstStrings().override.end;
  return (
    <span aria-live="off">
      {words.timeBetween}
      <Until at={at} passed={words.now} />
    </span>
  );
}
