import { useState } from 'react';
import type { InstanceStateName } from '@/lib/contracts/instance';
import { WORST_FIRST } from '@/lib/domain/instance/order-instances';

/**
 * The states that have a chip, worst first. While a page is open they keep their places, so that no chip moves by itself: whoever comes later stands last, and
 * the place of one that nobody is in any more is kept as long as any of the others is there. Whenever something else is `asked` for they are sorted anew.
 */
export function useHeldChips(wanted: readonly InstanceStateName[], asked: string): readonly InstanceStateName[] {
  const sorted = WORST_FIRST.filter((state) => wanted.includes(state));
  const [held, setHeld] = useState({ asked, states: sorted });
  const shown = held.asked === asked ? besideThose(held.states, sorted) : sorted;
  // Kept during render, as React asks for state that follows from what came before.
  if (held.asked !== asked || shown.join() !== held.states.join()) setHeld({ asked, states: shown });
  return shown;
}

function besideThose(held: readonly InstanceStateName[], sorted: readonly InstanceStateName[]): InstanceStateName[] {
  const kept = held.some((state) => sorted.includes(state)) ? held : [];
  return [...kept, ...sorted.filter((state) => !kept.includes(state))];
}
