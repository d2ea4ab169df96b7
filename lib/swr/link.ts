import { serverTimeNow } from './server-clock';

/** How Savepoint and this page are connected. `connecting` until the stream opened for the first time. */
export type StreamState = 'connecting' | 'live' | 'down';

/** Savepoint says something each second: after so long without, the line is dead though it looks open, and what is shown may not be so. */
export const SILENT_MS = 5_000;

let stream: StreamState = 'connecting';
let heardAt: number | null = null;
const observed = new Map<string, number>();
const listeners = new Set<() => void>();

export function subscribeToLink(listener: () => void): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

export function streamState(): StreamState {
  return stream;
}

export function setStreamState(next: StreamState): void {
  if (next === stream) return;
  stream = next;
  for (const listener of listeners) listener();
}

/** When Savepoint last said anything to this page, on its own clock; null before that. */
export function lastHeardAt(): number | null {
  return heardAt;
}

/** Notes that an answer or a message of Savepoint has just come in. */
export function noteHeard(): void {
  heardAt = serverTimeNow() ?? heardAt;
}

/** Notes which facts a pulse calls fresh: the time of each instance's latest observation. */
export function noteObserved(times: Readonly<Record<string, string>>): void {
  for (const [id, time] of Object.entries(times)) {
    const at = Date.parse(time);
    if (Number.isFinite(at)) observed.set(id, at);
  }
}

/** Notes when views of instances were made. One that was long under way takes nothing back that a pulse has told since. */
export function noteReadings(instances: readonly { readonly id: string; readonly observedAt: string | null }[]): void {
  for (const { id, observedAt } of instances) {
    const at = Date.parse(observedAt ?? '');
    if (at > (observed.get(id) ?? -Infinity)) observed.set(id, at);
  }
}

/** The latest observation of an instance that a pulse told of; null when none did. */
export function pulsedAt(instanceId: string): number | null {
  return observed.get(instanceId) ?? null;
}
