/** One thing that a person can do now: look, mend, or press a button. */
export interface NextStep {
  /** A question or an order of a few words. */
  readonly title: string;
  /** What the answer means, or what the step leads to. */
  readonly tells: string | null;
  /** For a shell, ready to paste; it never holds a secret. Null where there is none to give. */
  readonly command: string | null;
  readonly action: 'save' | 'guard-off' | 'guard-on' | null;
  /** Savepoint has the answer already: the step is there to check it. */
  readonly known: boolean;
}

/** What to do now, in this order. `short` is all of it in one line. */
export interface NextSteps {
  readonly short: string;
  readonly steps: readonly NextStep[];
}

/** What a step says. */
export interface StepWords {
  readonly title: string;
  readonly tells: string;
}

/** A step that only says what to do. */
export function step({ title, tells }: StepWords): NextStep {
  return { title, tells, command: null, action: null, known: false };
}

/** A step with a command. */
export function look(words: StepWords, command: string | null): NextStep {
  return { ...step(words), command };
}

/** A step whose answer Savepoint has already. */
export function seen(words: StepWords, command: string | null): NextStep {
  return { ...look(words, command), known: true };
}

/** A step with a button. */
export function press(words: StepWords, action: NonNullable<NextStep['action']>): NextStep {
  return { ...step(words), action };
}
