import 'server-only';
import { currentCause } from '../domain/cause/current-cause';
import type { EpochMs } from '../domain/observation/observation';
import { done, type Result } from '../domain/result';
import type { Runbook, RunbookKind } from '../domain/runbook/runbook';
import { failingOf } from '../domain/runbook/runbook-kind';
import type { RunbookHead } from '../domain/runbook/runbook-markdown';
import { runbookOf } from '../domain/runbook/runbook-of';
import type { Words } from '../domain/words/words';
import type { Monitor } from '../monitor/monitor';
import { unknownInstance } from './acting';

/** A runbook with what it was made from, for a page and for paper. */
export interface MadeRunbook extends RunbookHead {
  readonly instanceId: string;
  readonly runbook: Runbook;
  readonly madeAt: EpochMs;
}

/** The runbook of an instance as things are now: by the cause, or the one that is asked for. Redis is not asked. */
export function runbookOfOne(
  { monitor, now }: { readonly monitor: Monitor; readonly now: () => EpochMs },
  id: string,
  asked: RunbookKind | null,
  words: Words,
): Result<MadeRunbook> {
  const watch = monitor.watchOf(id);
  if (watch === null) return unknownInstance(id, words);
  const { instance, memory } = watch;
  const facts = memory.sighting?.facts ?? null;
  const cause = facts === null ? null : currentCause(facts, memory.knowledge);
  const runbook = runbookOf({ instance, facts, failing: failingOf(facts), cause, asked }, words);
  const { name, endpoint } = instance;
  return done({ instanceId: id, runbook, name, endpoint, facts, madeAt: now(), factsAt: memory.sighting?.at ?? null });
}
