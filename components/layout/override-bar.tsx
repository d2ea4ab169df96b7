'use client';

import Link from 'next/link';
import { useId } from 'react';
import type { Instance } from '@/lib/contracts/instance';
import { printable } from '@/lib/domain/text/printable';
import { useFreshness } from '@/lib/swr/use-freshness';
import { useServerNow } from '@/lib/swr/use-live';
import { useMay } from '../access/me';
import { useActions } from '../actions/actions-provider';
import { OverrideEnd } from '../instances/override-end';
import { useFleet } from '../instances/use-fleet';
import { useFirstStrings } from '../strings/use-strings';
import { Button } from '../ui/button';
import { Bar } from './bar';

/** So long before its end an override is told on every page, where saves still fail. */
const SOON_MS = 600_000;
/** An end that Savepoint has not acted on for so long needs a person. */
const LATE_MS = 15_000;

function needsPerson({ guard: { override }, rdb }: Instance, now: number | null): boolean {
  if (override === null) return false;
  if (override.expiredAt !== null) return true;
  if (override.until.at === null || now === null) return false;
  const left = Date.parse(override.until.at) - now;
  return left < -LATE_MS || (left < SOON_MS && rdb.lastStatus !== 'ok');
}

function OverrideLine({ instance, more }: { instance: Instance; more: number }) {
  const strings = useFirstStrings();
  const { openEnd } = useActions();
  const freshness = useFreshness(instance);
  const mayAct = useMay('act');
  const id = useId();
  const { override } = instance.guard;
  if (override === null) return null;
  return (
    <Bar
      isStale={freshness !== 'fresh'}
      action={
        mayAct ? (
          <Button look="quiet" className="max-sm:ml-5.5" aria-describedby={id} onClick={() => openEnd(instance)}>
            {strings.override.change}
          </Button>
        ) : null
      }
    >
      <Link
        id={id}
        href={`/instances/${instance.id}`}
        className="font-semibold underline decoration-edge underline-offset-2"
      >
        {printable(instance.name)}
      </Link>
      {strings.override.barBetween}
      <OverrideEnd override={override} countdown={false} />
      {more === 0 ? null : (
        <>
          {strings.between}
          <Link href="/" className="underline decoration-edge underline-offset-2">
            {strings.override.more(more)}
          </Link>
        </>
      )}
    </Bar>
  );
}

/** Those with an override that ends within minutes, or should have ended, while saves fail; the worst first. */
export function useOverridesNearEnd(): readonly Instance[] {
  const { instances } = useFleet().data;
  // As text: a new list each second would draw the bar each second.
  const ids = useServerNow((now) =>
    instances
      .filter((instance) => needsPerson(instance, now))
      .map(({ id }) => id)
      .join(' '),
  );
  return ids === '' ? [] : ids.split(' ').flatMap((id) => instances.find((instance) => instance.id === id) ?? []);
}

/** Tells an override near its end on every page until somebody acts; of several, the worst. */
export function OverrideBar() {
  const strings = useFirstStrings();
  const open = useOverridesNearEnd();
  const [first] = open;
  return (
    <div role="status">
      {first === undefined ? null : (
        <section aria-label={strings.override.bar}>
          <OverrideLine instance={first} more={open.length - 1} />
        </section>
      )}
    </div>
  );
}
