import 'server-only';
import type { ClientError } from '../domain/client-error/client-error';
import type { Refusal } from '../domain/client-error/refusal';
import type { Explanation } from '../domain/redis-log/explain';
import type { Cause } from '../domain/save/save';
import type { Words } from '../domain/words/words';
import type { NoText } from './decoded';

/** What a text is, and what that means, in a few sentences. */
export function summaryOf(found: Explanation, noText: NoText | null, words: Words): string[] {
  if (found.what === 'redis-log') return logSummary(found, words);
  if (found.client !== null) return clientSummary(found.client, words);
  return [noText === null ? words.explain.unknown : words.explain.noText[noText]];
}

function logSummary({ counted, lines, isZoneless }: Explanation, { explain }: Words): string[] {
  const { saved, failed, other } = counted;
  if (saved + failed + other === 0) return [explain.noSaves(lines.understood)];
  return [explain.counted(saved, failed, other), ...(isZoneless ? [explain.times] : [])];
}

function clientSummary({ library, refusal, lookAlike }: ClientError, { clientError }: Words): string[] {
  if (refusal !== null) {
    const { because, error, within } = refusal;
    const refused = {
      rdb: clientError.rdb(library),
      aof: clientError.aof(library, error),
      unknown: clientError.either(library),
    };
    return [refused[because], clientError.within[within]];
  }
  if (lookAlike === null) return [];
  const told = [clientError.of(library), clientError.lookAlike[lookAlike]];
  return lookAlike === 'exec-aborted' ? told : [...told, clientError.noFailedSave];
}

/** What to do about it. */
export function adviceOf({ what, cause, client }: Explanation, noText: NoText | null, words: Words): string[] {
  const refusal = client?.refusal ?? null;
  if (refusal?.because === 'aof')
    return [aofAdvice(refusal, words), ...(what === 'redis-log' ? [] : [words.clientError.failsOpen])];
  if (what === 'redis-log') return cause === null ? [] : [causeAdvice(cause, words)];
  if (refusal !== null) return [words.explain.sawRdb, words.clientError.failsOpen];
  if (client !== null) return client.lookAlike === null ? [] : [words.clientError.toDo[client.lookAlike]];
  return [noText === null ? words.explain.tryLog : words.explain.tryText[noText]];
}

function aofAdvice({ error }: Refusal, { shortSteps }: Words): string {
  return error === null ? shortSteps.aofOther : shortSteps.aof;
}

function causeAdvice({ kind, stage }: Cause, { shortSteps }: Words): string {
  if (kind === 'tampered') return shortSteps.compromise;
  return kind === 'unknown' && stage === 'fork' ? shortSteps.unknownFork : shortSteps[kind];
}
