'use client';

import Link from 'next/link';
import { memo, useMemo, type ReactNode } from 'react';
import type { Instance } from '@/lib/contracts/instance';
import type { BriefPicture } from '@/lib/contracts/picture';
import { useFirstStrings } from '../strings/use-strings';
import { CardSlot } from './card-slot';
import { MANY } from './fleet-filter';
import type { Shelf } from './fleet-places';
import type { CardHeading } from './identity';
import { useGradually } from './use-gradually';

/** And of so many the first HTML has these: what fits on two screens, and where a person is needed more than one will read at once. */
const FIRST = { large: 24, compact: 12 };

/** What stands in the first HTML. */
function firstOf(shelves: readonly Shelf<Instance>[], isMany: boolean): ReadonlySet<string> {
  const large = shelves.flatMap((shelf) => shelf.large).slice(0, FIRST.large);
  const compact = shelves.flatMap((shelf) => shelf.compact).slice(0, isMany ? FIRST.compact : MANY);
  return new Set([...large, ...compact].map(({ id }) => id));
}

/** The cards as they stand, as far as they are there by now. */
function useParts(shelves: readonly Shelf<Instance>[], kind: string | null) {
  const { ids, first, isMany } = useMemo(() => {
    const large = shelves.flatMap((shelf) => shelf.large);
    const compact = shelves.flatMap((shelf) => shelf.compact);
    const many = large.length + compact.length > MANY;
    return { ids: [...large, ...compact].map(({ id }) => id), first: firstOf(shelves, many), isMany: many };
  }, [shelves]);
  const shown = useGradually(ids, first, kind);
  const parts = shelves.map(({ value, large, compact }) => ({
    value,
    large: large.filter(({ id }) => shown.has(id)),
    compact: compact.filter(({ id }) => shown.has(id)),
    first,
  }));
  return { parts, isMany, missing: ids.length - shown.size };
}

interface Common {
  readonly drawn: ReadonlyMap<string, BriefPicture>;
  readonly isMany: boolean;
  /** Stands after the cards that need a person, before all others. */
  readonly between: ReactNode;
  readonly heading: CardHeading;
}

/** Large cards where a person is needed, compact ones for the rest. */
function CardShelf({
  large,
  compact,
  first,
  common,
}: Shelf<Instance> & { first: ReadonlySet<string>; common: Common }) {
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
      isFirst={first.has(one.id)}
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
  /** What they are grouped by; null where nothing is. */
  by: string | null;
  /** What stands over each of them; null where nothing is grouped. */
  headingOf: ((shelf: Shelf<Instance>, id: string) => ReactNode) | null;
  pictures: readonly BriefPicture[] | undefined;
  between: ReactNode;
  /** The address of the table of the same instances: it has all of them at once, also without JavaScript. */
  table: string;
}

/** The cards of the fleet, in groups where one asked for them. Who comes to them with the pointer makes none of them anew. */
export const FleetCards = memo(function FleetCards({ shelves, by, headingOf, pictures, between, table }: Props) {
  const strings = useFirstStrings();
  const { parts, isMany, missing } = useParts(shelves, by);
  const drawn = useMemo(() => new Map(pictures?.map((picture) => [picture.instanceId, picture])), [pictures]);
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
});
