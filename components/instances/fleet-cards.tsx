'use client';

import Link from 'next/link';
import type { ReactNode } from 'react';
import type { Instance } from '@/lib/contracts/instance';
import type { BriefPicture } from '@/lib/contracts/picture';
import { useFirstStrings } from '../strings/use-strings';
import { CardSlot } from './card-slot';
import type { Shelf } from './fleet-places';
import type { CardHeading } from './identity';
import { useGradually } from './use-gradually';

/** Beyond this many cards the browser skips what is out of view. */
const MANY = 30;
/** And of so many the first HTML has these: what fits on two screens, and where a person is needed more than one will read at once. */
const FIRST = { large: 24, compact: 12 };

interface Shown {
  readonly large: number;
  readonly compact: number;
}

function countOf(shelves: readonly Shelf<Instance>[]): Shown {
  return {
    large: shelves.reduce((sum, { large }) => sum + large.length, 0),
    compact: shelves.reduce((sum, { compact }) => sum + compact.length, 0),
  };
}

/** How many of each shelf are there by now: those of the shelves before it come first. */
function shares(shelves: readonly Shelf<Instance>[], shown: Shown) {
  return shelves.map((shelf, index) => {
    const before = countOf(shelves.slice(0, index));
    return {
      value: shelf.value,
      large: shelf.large.slice(0, Math.max(0, shown.large - before.large)),
      compact: shelf.compact.slice(0, Math.max(0, shown.compact - before.compact)),
      first: { large: FIRST.large - before.large, compact: FIRST.compact - before.compact },
    };
  });
}

interface Common {
  readonly drawn: ReadonlyMap<string, BriefPicture>;
  readonly isMany: boolean;
  /** Stands after the cards that need a person, before all others. */
  readonly between: ReactNode;
  readonly heading: CardHeading;
}

/** Large cards where a person is needed, compact ones for the rest. */
function CardShelf({ large, compact, first, common }: ReturnType<typeof shares>[number] & { common: Common }) {
  const strings = useFirstStrings();
  const { drawn, isMany, between, heading } = common;
  const slot = (one: Instance, index: number, isLarge: boolean): ReactNode => (
    <CardSlot
      key={one.id}
      instance={one}
      picture={drawn.get(one.id)}
      large={isLarge}
      heading={heading}
      isSkippable={isLarge ? index >= FIRST.large : isMany}
      isFirst={index < (isLarge ? first.large : first.compact)}
    />
  );
  return (
    <>
      {large.length === 0 ? null : (
        <section aria-label={strings.fleet.needsAction} className="grid gap-4 lg:grid-cols-2">
          {large.map((one, index) => slot(one, index, true))}
        </section>
      )}
      {between}
      {compact.length === 0 ? null : (
        <section aria-label={strings.fleet.rest} className="grid gap-3.5 sm:grid-cols-2 lg:grid-cols-3">
          {compact.map((one, index) => slot(one, index, false))}
        </section>
      )}
    </>
  );
}

interface Props {
  shelves: readonly Shelf<Instance>[];
  /** What stands over each of them; null where nothing is grouped. */
  headingOf: ((shelf: Shelf<Instance>, id: string) => ReactNode) | null;
  pictures: readonly BriefPicture[] | undefined;
  between: ReactNode;
  /** The address of the table of the same instances: it has all of them at once, also without JavaScript. */
  table: string;
}

/** The cards of the fleet, in groups where one asked for them. */
export function FleetCards({ shelves, headingOf, pictures, between, table }: Props) {
  const strings = useFirstStrings();
  const total = countOf(shelves);
  const isMany = total.large + total.compact > MANY;
  const first = { large: FIRST.large, compact: isMany ? FIRST.compact : MANY };
  const more = useGradually(table, Math.max(0, total.large - first.large, total.compact - first.compact), 0);
  const parts = shares(shelves, { large: first.large + more, compact: first.compact + more });
  const there = countOf(parts);
  const missing = total.large + total.compact - there.large - there.compact;
  const drawn = new Map(pictures?.map((picture) => [picture.instanceId, picture]));
  return (
    <>
      {headingOf === null && parts.length > 0 ? null : between}
      {parts.map((part, index) => {
        if (headingOf === null)
          return <CardShelf key="all" {...part} common={{ drawn, isMany, between, heading: 'h2' }} />;
        const shelf = shelves[index];
        if (shelf === undefined || part.large.length + part.compact.length === 0) return null;
        return (
          <section
            key={`=${part.value ?? '='}`}
            aria-labelledby={`group-${index}`}
            className="space-y-3.5 not-first:pt-3"
          >
            {headingOf(shelf, `group-${index}`)}
            <CardShelf {...part} common={{ drawn, isMany, between: null, heading: 'h3' }} />
          </section>
        );
      })}
      {missing === 0 ? null : (
        <p>
          <Link href={table} className="text-muted underline underline-offset-2">
            {strings.fleet.othersInTable(missing)}
          </Link>
        </p>
      )}
    </>
  );
}
