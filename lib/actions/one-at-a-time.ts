import 'server-only';
import type { Actor } from '../domain/action';
import { refuse, type Result } from '../domain/result';
import type { Words } from '../domain/words';
import type { Store } from '../store/store';

const busy = new WeakMap<Store, Map<string, string>>();

function busyWith(store: Store): Map<string, string> {
  const known = busy.get(store) ?? new Map<string, string>();
  busy.set(store, known);
  return known;
}

/** Keeps an instance from further actions until the returned function is called; null while another one has it. */
export function claimInstance(store: Store, instanceId: string, who: string): (() => void) | null {
  const instances = busyWith(store);
  if (instances.has(instanceId)) return null;
  instances.set(instanceId, who);
  return () => instances.delete(instanceId);
}

/** Runs `work` unless another action runs on the same instance: two at once could not tell whose effect they read back. */
export async function oneAtATime<T>(
  store: Store,
  instanceId: string,
  actor: Actor,
  words: Words,
  work: () => Promise<Result<T>>,
): Promise<Result<T>> {
  const release = claimInstance(store, instanceId, actor.name);
  if (release === null) return refuse('not_possible', words.asked.busy(busyWith(store).get(instanceId) ?? null));
  try {
    return await work();
  } finally {
    release();
  }
}
