export const writes = {
  refused: 'Refused',
  proven: ' with MISCONF, proven by PING.',
  derived: ', as the guard and the last save status say; no PING has proven it.',
  aof: ': Redis cannot write its AOF; the guard has no part in it.',
  rejectedOne: 'command',
  refusedSoFar: (commands: string) => `${commands} so far.`,
  accepted: 'Not refused by persistence.',
  readOnly: 'Read-only: a replica takes writes from its primary alone.',
  unknown: 'Not known',
};
