import 'server-only';
import type { Actor } from '../domain/action/action';
import { done, refuse, type Result } from '../domain/result';
import type { Words } from '../domain/words/words';
import { log } from '../log/log';
import type { HeldClaim } from '../store/claims';
import type { Store } from '../store/store';
import { StoreError } from '../store/store-error';

/**
 * Runs `work` unless another action runs on the same instance, in this process or another: two at once could not tell whose effect they
 * read back. What `goOn` begins with the result keeps the instance as well, while the result is told already.
 */
export async function oneAtATime<T>(
  store: Store,
  instanceId: string,
  actor: Actor,
  words: Words,
  work: () => Promise<Result<T>>,
  goOn: (result: Result<T>) => Promise<void> | null = () => null,
): Promise<Result<T>> {
  const claim = await claimed(store, instanceId, actor, words);
  if (!claim.ok) return claim;
  const release = (): Promise<void> => claim.value.release();
  let further: Promise<void> | null = null;
  try {
    const result = await work();
    further = goOn(result);
    return result;
  } finally {
    if (further === null) await release();
    else void further.then(release, release);
  }
}

async function claimed(store: Store, instanceId: string, actor: Actor, words: Words): Promise<Result<HeldClaim>> {
  try {
    const claim = await store.claimInstance(instanceId, actor.name);
    return claim.kind === 'held' ? done(claim) : refuse('not_possible', words.asked.busy(claim.by));
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    log.error({ instance: instanceId, err: error }, 'an instance could not be claimed for an action');
    return refuse('store_unavailable', words.asked.notClaimed(error.message));
  }
}
