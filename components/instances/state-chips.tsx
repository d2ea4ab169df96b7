'use client';

import type { InstanceStateName } from '@/lib/contracts/instance';
import { useFirstStrings } from '../strings/use-strings';
import { classNames } from '../ui/class-names';
import { FIGURE_SPACE } from '../ui/format';
import { toggled, writeQuery } from './fleet-query';
import { StateGlyph } from './state-glyph';
import type { QueryControl } from './use-fleet-query';
import { useHeldChips } from './use-held-chips';

/**
 * How many instances of the whole fleet are in which state, worst first; each chip filters by its state. States that nobody
 * is in are left out, unless one filters by them.
 */
export function StateChips({ states, control }: { states: readonly InstanceStateName[]; control: QueryControl }) {
  const strings = useFirstStrings();
  const chosen = control.query.states;
  // Room for as many digits as the fleet has, in the text itself: a count that grows moves nothing, and stands beside its word.
  const digits = String(states.length).length;
  const wanted = [...new Set([...states, ...chosen])];
  const chips = useHeldChips(wanted, writeQuery(control.query)).map((state) => ({
    state,
    count: states.filter((other) => other === state).length,
  }));
  return (
    <ul
      aria-label={strings.fleet.states}
      className="-my-1 -ml-3.5 flex min-w-0 flex-1 gap-2 overflow-x-auto py-1 pr-1 pl-3.5 sm:m-0 sm:flex-wrap sm:overflow-visible sm:p-0"
    >
      {chips.map(({ state, count }) => {
        const isChosen = chosen.includes(state);
        return (
          <li key={state} className={classNames('shrink-0', !wanted.includes(state) && 'invisible')}>
            <button
              type="button"
              data-state={state}
              aria-pressed={isChosen}
              onClick={() => control.choose({ states: toggled(chosen, state) })}
              className={classNames(
                'inline-flex h-8 items-center gap-1.5 rounded-full border bg-surface pr-3 pl-2 text-[0.8125rem] pointer-coarse:h-11',
                isChosen ? 'border-ink ring-1 ring-ink' : 'border-line hover:border-edge',
              )}
            >
              <span className="text-tone">
                <StateGlyph state={state} className="size-4 shrink-0" />
              </span>
              <span className="font-semibold whitespace-pre">{String(count).padStart(digits, FIGURE_SPACE)}</span>
              <span className={isChosen ? 'text-ink' : 'text-muted'}>{strings.stateCounted[state]}</span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}
