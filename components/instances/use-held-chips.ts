import { useState } from 'react';
import type { InstanceStateName } from '@/lib/contracts/instance';
import { WORST_FIRST } from '@/lib/domain/instance/order-instances';

/**
 * The states that have a chip, worst first. While a page is open they keep their places, so that no chip moves by itself: whoever comes
 * later stands last, and the place of one that nobody is in any more is kept. Whenever something else is `asked` for they are sorted anew.
 */
export function useHeldChips(wanted: readonly InstanceStateName[], asked: string): readonly InstanceStateName[] {
  const sorted = WORST_FIRST.filter((state) => wanted.includes(state));
  const [held, setHeld] = useState({ asked, states: sorted });
  const added = sorted.filter((state) => !held.states.includes(state));
  const shown = held.asked === asked ? [...held.states, ...added] : sorted;
  // Kept during render, as React asks for state that follows from what came before.
  if (held.asked !== asked || added.length > 0) setHeld({ asked, states: shown });
  return shown;
}
