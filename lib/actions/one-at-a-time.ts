import 'server-only';
import type { Actor } from '../domain/action/action';
import { done, refuse, type Refusal, type Result } from '../domain/result';
import type { Words } from '../domain/words/words';
import { log } from '../log/log';
import type { Claim, HeldClaim } from '../store/claims';
import type { Store } from '../store/store';
import { StoreError } from '../store/store-error';

/**
 * Takes the process as well, once a look has shown which one it is: two instances may be two names of one server. Null: it is had until
 * the end, or INFO does not tell which it is.
 */
export type ClaimRun = (runId: string | null) => Promise<Refusal | null>;

/**
 * Runs `work` unless another action runs on the same instance, in this process or another: two at once could not tell whose effect they
 * read back. What `goOn` begins with the result keeps the instance as well, while the result is told already.
 */
export async function oneAtATime<T>(
  store: Store,
  instanceId: string,
  actor: Actor,
  words: Words,
  work: (claimRun: ClaimRun) => Promise<Result<T>>,
  goOn: (result: Result<T>) => Promise<void> | null = () => null,
): Promise<Result<T>> {
  const claim = await claimed(instanceId, () => store.claimInstance(instanceId, actor.name), words);
  if (!claim.ok) return claim;
  const held = [claim.value];
  const claimRun: ClaimRun = async (runId) => {
    if (runId === null) return null;
    const run = await claimed(instanceId, () => store.claimRun(runId, actor.name), words);
    if (run.ok) held.push(run.value);
    return run.ok ? null : run.refusal;
  };
  const release = async (): Promise<void> => {
    for (const each of held.toReversed()) await each.release();
  };
  let further: Promise<void> | null = null;
  try {
    const result = await work(claimRun);
    further = goOn(result);
    return result;
  } finally {
    if (further === null) await release();
    else void further.then(release, release);
  }
}

async function claimed(instanceId: string, take: () => Promise<Claim>, words: Words): Promise<Result<HeldClaim>> {
  try {
    const claim = await take();
    return claim.kind === 'held' ? done(claim) : refuse('not_possible', words.asked.busy(claim.by));
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    log.error({ instance: instanceId, err: error }, 'an instance could not be claimed for an action');
    return refuse('store_unavailable', words.asked.notClaimed(error.message));
  }
}
