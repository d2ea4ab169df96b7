import type { GuardValue } from '../../observation/observation';

/** Why an action is not allowed or not done. */
export const blocked = {
  readOnlyHere: 'Read-only here: this instance is registered without operator credentials.',
  notRecording: 'History and audit cannot be written, and without a record nothing is changed.',
  notRead: 'Redis was not read yet: wait for the first poll.',
  stale: 'What Redis does now is not known, so the outcome would not be either.',
  unreachable: 'Redis does not answer, so the outcome would not be known.',
  noAccess: 'Redis refuses the observer’s credentials, so the outcome could not be read back.',
  loading: 'Redis is loading its data. Wait until it is done.',
  saveRunning: 'A save is running: watch it instead.',
  noSchedule: 'An AOF rewrite is running, and this release cannot schedule a save for after it (3.2.2 and newer can).',
  needsSchedule:
    'Another child process (an AOF rewrite or a module’s fork) is running: schedule the save for after it.',
  inProgressUnknown: 'INFO does not tell whether a save is running.',
  guardUnreadable: (reason: string) =>
    `The guard cannot be read, so a change could not be checked. ${reason} The observer needs: +config|get.`,
  aof: 'This guard does not control AOF write errors. Free disk space: Redis then writes again by itself.',
  already: (value: GuardValue) => `The guard is ${onOff(value)} already: there is nothing to change.`,
  expectedMissing: 'Say which value you saw (expected), so that a change in between is noticed.',
  otherValue: (live: GuardValue) =>
    `This changed while you were deciding: the guard is ${onOff(live)} now. Review it again.`,
  otherProcess: 'A different Redis process answers here now. Review it again.',
  fields: 'Some fields are missing or wrong.',
  reasonShort: 'Give a reason of 10 characters or more: production goes on without snapshots.',
  confirmWrong: 'Type the name of the instance exactly, to confirm.',
  untilForOff: 'Only a guard that is turned off has an end: leave it out.',
  endInPast: 'This time has passed: give one that lies ahead.',
  endTooFar: 'An override lasts 7 days at most: give an earlier time.',
  endlessIsAdmins: 'Only an administrator may turn the guard off without an end: give one.',
  noConfigFile: 'Not possible: Redis runs without a configuration file.',
  wouldStopWrites: 'The last save is not known to be good: the guard, turned on now, could stop writes.',
  endMoved: 'The override is not open any more, or its end was moved meanwhile.',
  noOverride: 'No override is open here: there is no end to move.',
};

function onOff(value: GuardValue): string {
  return value === 'yes' ? 'on' : 'off';
}
