'use client';

import Link from 'next/link';
import type { Instance } from '@/lib/contracts/instance';
import { printable } from '@/lib/domain/printable';
import { useFreshness } from '@/lib/swr/use-freshness';
import { useServerNow } from '@/lib/swr/use-live';
import { useActions } from '../actions/actions-provider';
import { OverrideEnd, useIsOver } from '../instances/override-end';
import { useFleet } from '../instances/use-fleet';
import { useStrings } from '../strings/use-strings';
import { Button } from '../ui/button';
import { Bar } from './bar';

/** So long before its end an override is told on every page, where saves still fail. */
const SOON_MS = 600_000;

type Override = NonNullable<Instance['guard']['override']>;

function OverrideLine({ instance, override }: { instance: Instance; override: Override }) {
  const strings = useStrings();
  const { openEnd } = useActions();
  const freshness = useFreshness(instance);
  const isOver = useIsOver(override);
  const { at } = override.until;
  const isSoon = useServerNow((now) => at !== null && now !== null && Date.parse(at) - now < SOON_MS);
  if (!isOver && !isSoon) return null;
  return (
    <Bar
      isStale={freshness !== 'fresh'}
      action={
        <Button look="quiet" className="max-sm:ml-5.5" onClick={() => openEnd(instance)}>
          {strings.override.change}
        </Button>
      }
    >
      <Link href={`/instances/${instance.id}`} className="font-semibold underline decoration-edge underline-offset-2">
        {printable(instance.name)}
      </Link>
      {strings.override.barBetween}
      <OverrideEnd override={override} />
    </Bar>
  );
}

/** The overrides that end within minutes, or should have ended, while saves fail: told on every page until somebody acts. */
export function OverrideBar() {
  const strings = useStrings();
  const open = useFleet().data.instances.flatMap((instance) => {
    const { override } = instance.guard;
    const isTimed = override?.until.kind === 'time' && instance.rdb.lastStatus !== 'ok';
    return isTimed ? [{ instance, override }] : [];
  });
  return (
    <section aria-label={strings.override.bar}>
      {open.map(({ instance, override }) => (
        <OverrideLine key={instance.id} instance={instance} override={override} />
      ))}
    </section>
  );
}
