import 'server-only';
import type { RunbookAnswer } from '../contracts/runbook';
import { runbookMarkdown } from '../domain/runbook/runbook-markdown';
import type { Words } from '../domain/words/words';
import type { MadeRunbook } from '../runtime/runbook';
import { fileNameOf } from './export-file';
import type { FileAnswer } from './reply';
import { isoTime, isoTimeOrNull } from './time';

/** A runbook as the HTTP contract tells it. What it was made from stays here. */
export function presentRunbook({ instanceId, runbook, madeAt, factsAt }: MadeRunbook): RunbookAnswer {
  const { kind, failing, confidence, title, when, notes, steps } = runbook;
  return {
    instanceId,
    ...{ kind, failing, confidence, title, when },
    notes: [...notes],
    steps: steps.map((step) => ({
      ...step,
      variants: step.variants.map((variant) => ({ ...variant })),
      ifNot: step.ifNot && { ...step.ifNot },
      leads: step.leads.map((lead) => ({ ...lead })),
    })),
    madeAt: isoTime(madeAt),
    factsAt: isoTimeOrNull(factsAt),
  };
}

/** The same as a file to keep: all of it can be followed while Savepoint is down. */
export function runbookFile(made: MadeRunbook, words: Words): FileAnswer {
  return {
    ok: true,
    file: {
      type: 'text/markdown; charset=utf-8',
      name: fileNameOf('runbook', made.instanceId, made.madeAt, 'md'),
      text: runbookMarkdown(made.runbook, made, words),
    },
  };
}
