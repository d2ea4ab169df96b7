'use client';

import { number } from '@/lib/domain/text/format';
import { printable } from '@/lib/domain/text/printable';
import { facetName, type Facet } from '../instances/fleet-facets';
import { StateGlyph } from '../instances/state-glyph';
import { useFirstStrings, useStrings } from '../strings/use-strings';
import { useRoom } from './use-room';
import type { StateCount, WallGroup } from './wall-fleet';

/** Height of a group, in em. */
const ROW = 3.2;
/** What one line has room for, each with three digits. */
const STATES = 6;

/** The shapes with their numbers; which word belongs to which shape stands above, and is said to who hears the page. */
function GroupCounts({ counts }: { counts: readonly StateCount[] }) {
  const strings = useFirstStrings();
  const others = counts.slice(STATES).reduce((sum, { count }) => sum + count, 0);
  return (
    <p className="flex gap-x-[0.7em] leading-[1.3] whitespace-nowrap">
      {counts.slice(0, STATES).map(({ state, count }) => (
        <span key={state} data-state={state} className="inline-flex items-center gap-[0.25em] text-tone">
          <StateGlyph state={state} className="size-[1em] shrink-0" />
          {number(count)} <span className="sr-only">{strings.stateCounted[state]}</span>
        </span>
      ))}
      {others === 0 ? null : <span className="text-muted">+{number(others)}</span>}
    </p>
  );
}

/** How many of each group are in which state, the worst group first; groups that do not fit are counted. */
export function WallGroups({ groups, facet }: { groups: readonly WallGroup[]; facet: Facet }) {
  const strings = useStrings();
  const [box, { height }] = useRoom<HTMLElement>();
  const name = facetName(facet, strings);
  const fitting = Math.floor(height / ROW);
  const rows = groups.length > fitting ? Math.max(0, fitting - 1) : groups.length;
  return (
    <section
      ref={box}
      aria-label={strings.fleetTools.byFacet(name)}
      className="min-h-0 shrink-0 wall:w-[28%] wall:overflow-hidden"
    >
      <ul>
        {groups.slice(0, rows).map(({ value, counts }) => (
          <li key={`=${value ?? '='}`} className="h-[3.2em] min-w-0 overflow-hidden">
            <h2 className="truncate text-[1.1em] leading-[1.3] font-semibold">
              {value === null || value === '' ? strings.fleetTools.valueless(name) : printable(value)}
            </h2>
            <GroupCounts counts={counts} />
          </li>
        ))}
      </ul>
      {rows === groups.length ? null : (
        <p className="text-[1.1em] font-semibold">{strings.wall.moreGroups(groups.length - rows)}</p>
      )}
    </section>
  );
}
