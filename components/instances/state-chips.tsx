import type { Instance, InstanceStateName } from '@/lib/contracts/instance';
import { WORST_FIRST } from '@/lib/domain/order-instances';
import { strings } from '../strings';
import { StateGlyph } from './state-glyph';

/** How many instances are in which state, worst first. States that nobody is in are left out. */
export function StateChips({ states }: { states: readonly InstanceStateName[] }) {
  const chips = WORST_FIRST.map((state) => ({ state, count: states.filter((other) => other === state).length })).filter(
    ({ count }) => count > 0,
  );
  return (
    <ul
      aria-label={strings.fleet.states}
      // A row that scrolls by itself on a phone must be reachable by keyboard.
      tabIndex={0}
      className="-mx-3.5 flex max-w-[100vw] gap-2 overflow-x-auto px-3.5 py-0.5 sm:mx-0 sm:flex-wrap sm:overflow-visible sm:px-0"
    >
      {chips.map(({ state, count }) => (
        <li
          key={state}
          data-state={state}
          className="inline-flex h-8 shrink-0 items-center gap-1.5 rounded-full border border-line bg-surface pr-3 pl-2 text-[13px]"
        >
          <span className="text-tone">
            <StateGlyph state={state} className="size-4 shrink-0" />
          </span>
          <span className="font-semibold">{count}</span>
          <span className="text-muted">{strings.stateCounted[state]}</span>
        </li>
      ))}
    </ul>
  );
}

/** The states as a person may believe them: a stale one counts as unknown. */
export function believedStates(instances: readonly Instance[], staleIds: ReadonlySet<string>): InstanceStateName[] {
  return instances.map((instance) => (staleIds.has(instance.id) ? 'unknown' : instance.state));
}
