export const actions = {
  open: 'Open',
  openName: (name: string) => `Open ${name}`,
  saveNow: 'Save now',
  guard: 'Guard…',
  guardIsOn: 'Guard is on…',
  guardOn: 'Turn guard on…',
  reading: 'Reading what is true now…',
  readAgain: 'Read again',
  planFailed: 'What is true now could not be read',
  notAllowed: 'Not possible now; the server did not say why.',
  planOld: 'This was read more than a minute ago. Read it again before you decide.',
  review: 'Review new state',
  askAgain: 'Ask for the answer again',
  askAgainMeans: 'The same request is never carried out twice.',
  noAnswer:
    'The answer of Savepoint did not arrive. The change may or may not have happened: do not start a second one.',
};
