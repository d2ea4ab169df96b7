import type { Instance } from '@/lib/contracts/instance';

/** We cannot see it: whatever facts there are, they are from before. */
export function isOutOfSight(instance: Instance): boolean {
  return instance.state === 'unreachable' || instance.state === 'no-access' || instance.state === 'unknown';
}

/** Does it get a large card? One that refuses or fails, one that cannot be seen, and one at risk that is not merely young. */
export function needsAction(instance: Instance): boolean {
  if (instance.state === 'at-risk') return !instance.quiet;
  return instance.state === 'rejecting-writes' || instance.state === 'not-saving' || isOutOfSight(instance);
}

/** Is there a failure whose cause and next retry matter? */
export function isFailing(instance: Instance): boolean {
  return instance.rdb.lastStatus === 'err' || instance.cause !== null;
}

/** On, and meant to be. */
export function isGuardAsUsual({ guard }: Instance): boolean {
  return guard.value === 'yes' && guard.expected === 'yes';
}
