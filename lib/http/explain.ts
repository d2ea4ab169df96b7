import 'server-only';
import type { ExplanationBody, ExplainRequest } from '../contracts/explain';
import { explain, type Explanation } from '../domain/redis-log/explain';
import { done, type Result } from '../domain/result';
import { causeIn } from '../domain/words/told';
import type { Words } from '../domain/words/words';
import type { Savepoint } from '../runtime/facade';
import { presentCause, presentSave } from './present-save';

/** What a pasted text tells, with what Savepoint knows of the fleet now. Nothing of the text is kept. */
export function explainText(
  { text, instanceId }: ExplainRequest,
  savepoint: Savepoint,
  words: Words,
): Result<ExplanationBody> {
  const found = explain(text, { now: savepoint.now(), offsetMinutes: 0 }, instanceId ?? null);
  const { what, saves, cause, refusal, lines } = found;
  return done({
    what,
    summary: words.text(summaryOf(found, words)),
    cause: cause === null ? null : presentCause(causeIn(cause, words)),
    saves: saves.map((save) => presentSave(save, words)),
    refusing: refusal === null ? [] : refusingNow(savepoint),
    advice: adviceOf(found, words),
    lines,
  });
}

function summaryOf({ what, counted, refusal, isZoneless, lines }: Explanation, words: Words): string[] {
  const { saved, failed, other } = counted;
  if (what === 'redis-log') {
    if (saved + failed + other === 0) return [words.explain.noSaves(lines.understood)];
    return [words.explain.counted(saved, failed, other), ...(isZoneless ? [words.explain.times] : [])];
  }
  if (refusal === null) return [words.explain.unknown];
  return [refusal.because === 'aof' ? words.explain.aof(refusal.error) : words.explain.rdb];
}

function adviceOf({ what, cause, refusal }: Explanation, words: Words): string[] {
  if (what === 'unknown') return [words.explain.tryLog];
  if (refusal?.because === 'aof') return [refusal.error === null ? words.shortSteps.aofOther : words.shortSteps.aof];
  if (what === 'client-error') return [words.explain.sawRdb];
  if (cause === null) return [];
  if (cause.kind === 'tampered') return [words.shortSteps.compromise];
  return [
    cause.kind === 'unknown' && cause.stage === 'fork' ? words.shortSteps.unknownFork : words.shortSteps[cause.kind],
  ];
}

function refusingNow(savepoint: Savepoint): { id: string; name: string }[] {
  return savepoint
    .instances()
    .filter(({ writes }) => writes.availability === 'rejected')
    .map(({ id, name }) => ({ id, name }));
}
