'use client';

import { WORST_FIRST } from '@/lib/domain/instance/order-instances';
import { number } from '@/lib/domain/text/format';
import { StateGlyph } from '../instances/state-glyph';
import { useFirstStrings } from '../strings/use-strings';
import { classNames } from '../ui/class-names';
import type { StateCount } from './wall-fleet';

/** All ten states, each always in the same place: whoever looks up knows where to look. Those that nobody is in stand back. */
export function WallCounts({ counts }: { counts: readonly StateCount[] }) {
  const strings = useFirstStrings();
  const known = new Map(counts.map(({ state, count }) => [state, count]));
  return (
    <ul
      aria-label={strings.fleet.states}
      className="grid shrink-0 grid-cols-[repeat(auto-fit,minmax(min(6.4em,100%),1fr))] gap-y-[0.5em] border-y border-line py-[0.6em]"
    >
      {WORST_FIRST.map((state) => {
        const count = known.get(state) ?? 0;
        return (
          <li
            key={state}
            data-state={count === 0 ? undefined : state}
            className={classNames('min-w-0', count === 0 ? 'text-muted' : 'text-tone')}
          >
            <span className="flex items-center gap-[0.25em] text-[2.2em] leading-[1.1]">
              <StateGlyph state={state} className="size-[0.85em] shrink-0" />
              <span className={count === 0 ? undefined : 'font-semibold'}>{number(count)}</span>
            </span>{' '}
            <span className={classNames('block leading-[1.3]', count > 0 && 'font-medium')}>
              {strings.stateCounted[state]}
            </span>
          </li>
        );
      })}
    </ul>
  );
}

/** Some states with how many are in them, in a line. */
export function CountLine({ counts }: { counts: readonly StateCount[] }) {
  const strings = useFirstStrings();
  return counts.map(({ state, count }) => (
    <span key={state} data-state={state} className="inline-flex items-center gap-[0.3em] whitespace-nowrap text-tone">
      <StateGlyph state={state} className="size-[1em] shrink-0" />
      {number(count)} {strings.stateCounted[state]}
    </span>
  ));
}
