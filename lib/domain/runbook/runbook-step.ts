import type { CommandVariant, IfNot, Phase, RunbookKind, RunbookStep } from './runbook';

/** What a step says. */
export interface StepText {
  readonly title: string;
  readonly why: string;
  readonly expected?: string;
  readonly ifNot?: string;
}

/** The step that follows, whichever it is. */
export const NEXT = '>';

/** What a step does, and where it leads. */
export interface StepDeed {
  readonly command?: string | null;
  readonly variants?: readonly CommandVariant[];
  readonly changes?: RunbookStep['changes'];
  readonly action?: RunbookStep['action'];
  readonly leads?: RunbookStep['leads'];
  /** Where to go on when it is not as expected; `NEXT` unless said. */
  readonly goTo?: string;
  readonly runbook?: RunbookKind;
}

/** Makes the steps of a phase; `on` is where the commands of these steps are run. */
function stepsOn(phase: Phase, on: 'client' | 'host') {
  return (id: string, text: StepText, deed: StepDeed = {}): RunbookStep => {
    const { command = null, variants = [], changes = 'nothing', action = null, leads = [] } = deed;
    return {
      id,
      phase,
      title: text.title,
      why: text.why,
      command,
      on: command === null ? null : on,
      variants,
      expected: text.expected ?? null,
      ifNot: text.ifNot === undefined ? null : ifNotOf(text.ifNot, deed),
      leads,
      changes,
      action,
    };
  };
}

function ifNotOf(means: string, { goTo = NEXT, runbook }: StepDeed): IfNot {
  return runbook === undefined ? { means, goTo, runbook: null } : { means, goTo: null, runbook };
}

/** Asks Redis, from anywhere. */
export const ask = stepsOn('look', 'client');
/** Looks at the host of Redis. */
export const lookAt = stepsOn('look', 'host');
/** Mends over the connection. */
export const tell = stepsOn('mend', 'client');
/** Mends on the host of Redis. */
export const mend = stepsOn('mend', 'host');
/** Proves over the connection. */
export const prove = stepsOn('prove', 'client');

const PHASES: readonly Phase[] = ['look', 'mend', 'prove'];

/**
 * The steps of a runbook, phase by phase: each once, and `NEXT` as the step that follows. What would lead to a step that is not
 * there leads on.
 */
export function linked(steps: readonly RunbookStep[]): readonly RunbookStep[] {
  const inOrder = PHASES.flatMap((phase) => steps.filter((step) => step.phase === phase));
  const once = inOrder.filter((step, index) => inOrder.findIndex(({ id }) => id === step.id) === index);
  const ids = new Set(once.map(({ id }) => id));
  return once.map((step, index) => {
    const goTo = step.ifNot?.goTo ?? null;
    if (step.ifNot === null || goTo === null) return step;
    const target = ids.has(goTo) ? goTo : (once[index + 1]?.id ?? step.id);
    return { ...step, ifNot: { means: step.ifNot.means, goTo: target, runbook: null } };
  });
}
