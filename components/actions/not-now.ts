import type { Instance } from '@/lib/contracts/instance';
import type { Freshness } from '@/lib/swr/use-freshness';
import type { FirstStrings } from '../strings/en';

/** Why an action cannot be asked for now; null when it can. */
export type NotNow = string | null;

function ageReason(freshness: Freshness, strings: FirstStrings): NotNow {
  if (freshness === 'offline') return strings.offlineReason;
  return freshness === 'stale' ? strings.staleReason : null;
}

/** Of who asks: a role that sees does not act. */
function roleReason(mayAct: boolean, strings: FirstStrings): NotNow {
  return mayAct ? null : strings.who.mayNotAct;
}

/** A running save can always be looked at, also where a second one cannot be started. */
export function saveNotNow(instance: Instance, freshness: Freshness, mayAct: boolean, strings: FirstStrings): NotNow {
  const { allowed, reason } = instance.actions.bgsave;
  const may = allowed || instance.save !== null;
  return (
    roleReason(mayAct, strings) ??
    ageReason(freshness, strings) ??
    (may ? null : (reason ?? strings.actions.notAllowed))
  );
}

/** Where the guard does not help, its dialogue still opens: it says why, and what does. The server lets nothing through. */
export function guardNotNow(instance: Instance, freshness: Freshness, mayAct: boolean, strings: FirstStrings): NotNow {
  const { allowed, reason } = instance.actions.setStopWrites;
  const blind = instance.guard.value === null ? instance.guard.valueReason : null;
  const may = allowed || instance.guard.helps === false;
  return (
    roleReason(mayAct, strings) ??
    ageReason(freshness, strings) ??
    (may ? blind : (reason ?? strings.actions.notAllowed))
  );
}
