export const facts = {
  writes: 'Writes',
  atRisk: 'At risk',
  cause: 'Cause',
  next: 'Next',
  guard: 'Guard',
  lastKnown: 'Last known',
  mayBeWrong: 'May be wrong now.',
  neverAnswered: 'It has not answered since Savepoint began to watch it: nothing is known of it.',
  save: 'Save',
  why: 'Why',
  answers: 'Answers',
  slow: (ms: string) => `slow: ${ms} ms`,
};
