'use client';

import Link from 'next/link';
import type { ReactNode } from 'react';
import { memo } from 'react';
import type { Instance } from '@/lib/contracts/instance';
import type { BriefPicture } from '@/lib/contracts/picture';
import { fullPicture } from '@/lib/swr/full-picture';
import { Strip } from '../charts/strip';
import { useStrings } from '../strings/use-strings';
import { CompactCard } from './compact-card';
import { LargeCard } from './large-card';
import { useGradually } from './use-gradually';

/** Beyond this many cards the browser skips what is out of view. */
const MANY = 30;
/** And of so many the first HTML has these: what fits on two screens. */
const FIRST = 12;

interface SlotProps {
  instance: Instance;
  /** Of its last day; undefined before it is there. */
  picture: BriefPicture | undefined;
  large: boolean;
  isSkippable: boolean;
}

/** The place of a card: one changed instance renders one card again, and keys find their way by it. */
const Slot = memo(function Slot({ instance, picture, large, isSkippable }: SlotProps) {
  const Card = large ? LargeCard : CompactCard;
  return (
    <div
      data-instance={instance.id}
      className={`card-slot grid min-w-0${isSkippable ? ' [contain-intrinsic-size:auto_11rem] [content-visibility:auto]' : ''}`}
    >
      <Card
        instance={instance}
        strip={<Strip picture={picture === undefined ? undefined : fullPicture(picture)} axis={large} />}
      />
    </div>
  );
});

interface Props {
  large: readonly Instance[];
  compact: readonly Instance[];
  pictures: readonly BriefPicture[] | undefined;
  /** Stands after the cards that need a person, before all others. */
  between: ReactNode;
  /** The address of the table of the same instances: it has all of them at once, also without JavaScript. */
  table: string;
}

/** Large cards where a person is needed, compact ones for the rest. */
export function FleetCards({ large, compact, pictures, between, table }: Props) {
  const strings = useStrings();
  const shown = useGradually(compact.length, compact.length > MANY ? FIRST : MANY);
  const drawn = new Map(pictures?.map((picture) => [picture.instanceId, picture]));
  return (
    <>
      {large.length === 0 ? null : (
        <section aria-label={strings.fleet.needsAction} className="grid gap-4 lg:grid-cols-2">
          {large.map((instance) => (
            <Slot key={instance.id} instance={instance} picture={drawn.get(instance.id)} large isSkippable={false} />
          ))}
        </section>
      )}
      {between}
      {compact.length === 0 ? null : (
        <section aria-label={strings.fleet.rest} className="grid gap-3.5 sm:grid-cols-2 lg:grid-cols-3">
          {compact.slice(0, shown).map((instance) => (
            <Slot
              key={instance.id}
              instance={instance}
              picture={drawn.get(instance.id)}
              large={false}
              isSkippable={compact.length > MANY}
            />
          ))}
        </section>
      )}
      {shown < compact.length ? (
        <p>
          <Link href={table} className="text-muted underline underline-offset-2">
            {strings.fleet.othersInTable(compact.length - shown)}
          </Link>
        </p>
      ) : null}
    </>
  );
}
