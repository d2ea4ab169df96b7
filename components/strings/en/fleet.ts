export const fleet = {
  title: 'Fleet',
  states: 'States in this fleet',
  needsAction: 'Needs action',
  rest: 'Everything else',
  orderChanged: 'The order changed.',
  resort: 'Sort again',
  resortKey: 'or press .',
  configProblems: (count: number) =>
    count === 1
      ? 'One entry of the configuration cannot be used.'
      : `${count} entries of the configuration cannot be used.`,
  othersInTable: (count: number) => `${count} more are in the table.`,
  add: 'Add an instance',
  cannotRefresh: 'The fleet could not be read again. What you see is the last that was read.',
};
