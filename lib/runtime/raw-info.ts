import 'server-only';
import type { EpochMs } from '../domain/observation/observation';
import type { RawInfo } from '../domain/observation/raw-info';
import { done, refuse, type Result } from '../domain/result';
import { problemIn, refusalCodeOf } from '../domain/words/told';
import type { Words } from '../domain/words/words';
import type { Monitor } from '../monitor/monitor';
import { unknownInstance } from './acting';

/** What the Redis of an instance says to INFO now; nothing of it is kept. */
export async function rawInfoOfOne(
  { monitor, now }: { readonly monitor: Monitor; readonly now: () => EpochMs },
  id: string,
  words: Words,
): Promise<Result<RawInfo>> {
  const watch = monitor.watchOf(id);
  if (watch === null) return unknownInstance(id, words);
  const reading = await watch.rawInfo(now);
  if (reading.kind === 'text') return done(reading.info);
  return refuse(refusalCodeOf(reading.problem), problemIn(reading.problem, words));
}
