export const todo = {
  title: 'What to do now',
  calm: 'Nothing to do now',
  steps: 'Steps',
  known: 'known already',
  step: (number: number) => `step ${number}`,
  auth: 'Where Redis wants a password, put it in REDISCLI_AUTH first: no command here holds one.',
  saveNow: 'Save now',
  watch: 'Watch running save',
  guardOff: 'Let writes in without snapshots…',
  turnGuardOff: 'Turn guard off…',
  guardOn: 'Turn guard on…',
  retry: 'Retry',
};
