import 'server-only';
import type { Origin, RegisteredInstance } from '../domain/instance/instance';
import { log } from '../log/log';
import type { Store } from '../store/store';

/** Why a stored instance is not watched, a sentence each, by its id. */
export type LeftOut = Map<string, string>;

/**
 * The instances that were registered at run time and can be watched beside the `configured` ones. The others are told in
 * `leftOut` and in the log.
 */
export async function storedInstances(
  store: Store,
  configured: readonly RegisteredInstance[],
  leftOut: LeftOut,
): Promise<readonly RegisteredInstance[]> {
  const { instances, problems } = await store.listRegistered();
  const taken = new Map(configured.map((instance) => [instance.id, instance]));
  for (const { id, message } of problems) leftOut.set(id, message);
  for (const { id } of instances) {
    const other = taken.get(id);
    if (other !== undefined) leftOut.set(id, shadowed(id, placeOf(other.origin)));
  }
  for (const problem of leftOut.values()) log.warn({ problem }, 'a registered instance was left out');
  return instances.filter(({ id }) => !taken.has(id));
}

/** Where an instance is set when it was not registered at run time: the file with its line, or the variable. */
export function placeOf(origin: Origin): string | null {
  if (origin.kind === 'group') return `${origin.path}, line ${origin.line}, group “${origin.name}”`;
  if (origin.kind === 'file') return `${origin.path}, line ${origin.line}`;
  return origin.kind === 'environment' ? origin.variable : null;
}

function shadowed(id: string, where: string | null): string {
  return `The instance "${id}" is registered, and another one of that id is set in ${where ?? 'the configuration'}: only the latter is watched. Give it another name there and start again; then both are watched, and the registered one can be removed.`;
}
