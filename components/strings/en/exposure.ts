export const exposure = {
  sinceSave: 'since the last good save at',
  onlyMemory: 'only in memory.',
  unsaved: 'not in any snapshot.',
  noneSeen: 'No good save was seen in this run of the process.',
  none: 'Nothing: no change since the last good save.',
  noneSinceStart: 'Nothing changed since the process started.',
  aofOn: 'AOF is on: it keeps what it could write.',
  aofOff: 'AOF is off.',
  aofUnknown: 'Whether AOF is on is not known.',
  change: 'change',
  unsavedChange: 'unsaved change',
  changesUnknown: 'changes not known',
};
