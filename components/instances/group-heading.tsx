'use client';

import type { InstanceStateName } from '@/lib/contracts/instance';
import { WORST_FIRST } from '@/lib/domain/instance/order-instances';
import { printable } from '@/lib/domain/text/printable';
import { useFirstStrings } from '../strings/use-strings';
import { classNames } from '../ui/class-names';
import type { Facet } from './fleet-facets';
import { facetName } from './fleet-facets';
import { StateGlyph } from './state-glyph';

interface Props {
  id: string;
  facet: Facet;
  /** What the members have in common; null: they have no such value. */
  value: string | null;
  /** The states in which a person may believe the members. */
  states: readonly InstanceStateName[];
  /** A line under it; the rows of a table have their own. */
  hasLine: boolean;
}

/** What a group has in common, how many it has, and the worst of their states with how many are in it. */
export function GroupHeading({ id, facet, value, states, hasLine }: Props) {
  const strings = useFirstStrings();
  const words = strings.fleetTools;
  const worst = WORST_FIRST.find((state) => states.includes(state)) ?? 'unknown';
  const inWorst = states.filter((state) => state === worst).length;
  return (
    <h2
      id={id}
      data-state={worst}
      className={classNames(
        'flex flex-wrap items-baseline gap-x-3 gap-y-0.5 text-[1rem] leading-tight',
        hasLine && 'border-b border-line pb-1.5',
      )}
    >
      <span className="font-semibold tracking-[-0.015em]">
        {value === null || value === '' ? words.valueless(facetName(facet, strings)) : printable(value)}
      </span>
      <span className="text-[0.8125rem] font-normal text-muted">{words.instances(states.length)}</span>
      <span className="flex items-center gap-1.5 self-center text-[0.8125rem] font-normal text-tone">
        <StateGlyph state={worst} className="size-4 shrink-0" />
        {inWorst} {strings.stateCounted[worst]}
      </span>
    </h2>
  );
}
