import { bytes, count, number, savePoints } from '../../text/format';
import type { SavePoint } from '../../observation/observation';

/** What a plan for a save says. */
export const savePlan = {
  idle: 'No save, AOF rewrite or module fork is running.',
  memory: (used: string, host: string, cow: string | null) =>
    `Memory: Redis uses ${used} of the host’s ${host}${cow === null ? '' : `; the last save copied ${cow}`}.`,
  memoryHigh: 'A fork may be refused, or the host may run out of memory while the save runs.',
  memoryUnknown: 'Memory: INFO does not tell what Redis and the host have.',
  memoryFree: 'Free memory of the host: not visible from Redis.',
  overcommit: 'Overcommit (1 lets the fork pass): not visible from Redis.',
  disk: (need: number | null) =>
    `Disk: free space is not visible from Redis${need === null ? '' : `; the dump needs ${bytes(need)} at most as a rule`}.`,
  fork: (usec: number) => `The last fork took ${number(Math.round(usec / 100) / 10)} ms: expect a pause of about that.`,
  forkUnknown: 'How long the fork will pause Redis is not known: no fork was timed in this run.',
  failures: (failures: number) =>
    `${count(failures, 'attempt')} in a row wrote no snapshot: the cause is probably still there.`,
  lastFailed: 'The last save failed: the cause is probably still there.',
  dirGone: 'The data directory was deleted: a save will fail. From 7.0 on only a restart helps.',
  starts: (where: string | null) =>
    `Redis forks a child that writes ${where ?? 'its dump file'}; clients go on meanwhile.`,
  waits: 'Redis starts the save when the other child process has ended.',
  heals: 'If it succeeds, writes are accepted again at once, guard still on.',
  failsBadly: 'If it fails, Redis refuses writes until a save succeeds (the guard is on).',
  stuck: 'Nothing changed since the last save: after a failure Redis would not retry by itself.',
  notAof: 'It does not end an AOF write error: free disk space for that.',
  notStarted: 'Started is not saved: the outcome shows when the child ends.',
  noSpace: 'It does not free disk or memory.',
  replica: 'This saves the data of this replica; its primary is not touched.',
  adviceRetry: 'Redis retries by itself; a save by hand only comes sooner.',
  adviceCause: 'Fix the cause first: free disk or memory.',
  adviceLetsIn: 'Then this save lets writes in again.',
  adviceFine: 'Saves work: this one only makes the snapshot newer.',
  adviceFirst: 'No good save was seen in this run of the process: this would be the first.',
  adviceAof: 'Free disk space where the AOF lies first.',
  points: (points: readonly SavePoint[]) => `Redis saves by itself at: ${savePoints(points)}.`,
};
