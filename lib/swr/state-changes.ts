import type { Instance, InstanceStateName } from '../contracts/instance';

type Listener = (instance: Instance) => void;

const states = new Map<string, InstanceStateName>();
const listeners = new Set<Listener>();

/** Calls back once for each instance whose state became another one since this page last saw it. */
export function onStateChange(listener: Listener): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

/** Notes the states that a page shows now. The first sight of an instance is no change. */
export function noteStates(instances: readonly Instance[]): void {
  for (const instance of instances) {
    const before = states.get(instance.id);
    states.set(instance.id, instance.state);
    if (before === undefined || before === instance.state) continue;
    for (const listener of listeners) listener(instance);
  }
}
