import 'server-only';
import { createHash } from 'node:crypto';

export interface Watcher {
  readonly id: string;
  readonly watches: ReadonlySet<string>;
}

/** Who is to record an instance, of those who watch it; the same whoever asks, and for most instances also when one comes or goes. Null: nobody watches it. */
export function recorderOf(instanceId: string, members: readonly Watcher[]): string | null {
  let best: string | null = null;
  let most = '';
  for (const { id, watches } of members) {
    if (!watches.has(instanceId)) continue;
    const weight = createHash('sha256').update(`${id} ${instanceId}`).digest('hex');
    if (weight > most) [best, most] = [id, weight];
  }
  return best;
}
