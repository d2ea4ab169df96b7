import { count, duration, escaped, number, savePoint, utc } from '../../text/format';
import type { EpochMs, SavePoint } from '../../observation/observation';
import type { Override } from '../../action/override';

/** The one sentence of a card. */
export const summary = {
  neverRead: 'Savepoint has not read this instance yet.',
  stale: (at: EpochMs, now: EpochMs) => `No poll has ended since ${utc(at, now)}: what Redis does now is not known.`,
  unreadable: (what: string) => `Redis answers, but its INFO does not tell ${what}: its state is not known.`,
  refusedRoleUnknown: 'PING is refused (MISCONF), but INFO does not tell whether this is a primary or a replica.',
  loading: (percent: number | null, etaSeconds: number | null) =>
    `Redis is loading its data${percent === null ? '' : `: ${number(Math.round(percent))} %`}${
      etaSeconds === null ? '' : `, about ${duration(etaSeconds)} left`
    }. Until it is done it serves no commands on data.`,

  rejectedByGuard: 'Writes are rejected by the snapshot guard: the last save failed.',
  rejectedByAof: (error: string | null) =>
    `Writes are rejected because of an AOF write error${error === null ? '' : ` (${error})`}. The guard does not control this: free disk space.`,
  rejectedByBoth:
    'Writes are rejected by the snapshot guard and because of an AOF write error: the guard off lets none in.',

  failingGuardOff: 'Saves fail, and writes go on because the guard is off.',
  failingNoPoints: 'The last save failed, and writes go on because no save points are set.',
  failingAccepted: 'The last save failed, and PING says that writes are accepted.',
  failingMaybeRejected: (why: string | null) =>
    `The last save failed. Writes may be rejected.${why === null ? '' : ` ${why}`}`,
  failingReplica: 'The last save of this replica failed. Its primary goes on.',
  failingAof: 'The AOF cannot be written: the latest writes are only in memory.',
  failingReplicaAof: 'The AOF of this replica cannot be written. Its primary goes on.',
  replicaWillCrash:
    'It will crash at its next replicated write: turn its guard off, or set replica-ignore-disk-write-errors to yes on it.',
  replicaMayCrash:
    'It may crash at its next replicated write (7.0 and newer do, with the guard on and without replica-ignore-disk-write-errors).',
  tampered: (where: string) =>
    `Redis writes its dump to ${where}: that is how intruders use an open Redis. Treat it as compromised.`,

  retryRunning: (since: EpochMs | null, now: EpochMs) =>
    since === null ? 'Retry running.' : `Retry running since ${utc(since, now)}.`,
  retries: 'Redis retries by itself.',
  atStake: (changes: number, since: string, where: 'memory' | 'aof' | 'partly' | 'unknown') =>
    `${count(changes, 'change')} since ${since} ${changes === 1 ? 'is' : 'are'} ${
      {
        memory: 'only in memory',
        aof: 'in the AOF, but in no snapshot',
        partly: 'in no snapshot, and the AOF has them only up to its first failed write',
        unknown: 'in no snapshot',
      }[where]
    }.`,
  sinceStart: (start: EpochMs | null, now: EpochMs) => `Redis started${start === null ? '' : ` at ${utc(start, now)}`}`,

  rewriteFailed: 'The last AOF rewrite failed: the AOF keeps growing.',
  guardOff: 'The guard is off while saves work: turn it back on.',
  guardOffSince: (since: EpochMs, outside: boolean, now: EpochMs) =>
    `The guard is off while saves work, since ${utc(since, now)}${outside ? ', not through Savepoint' : ''}: turn it back on.`,
  guardOffUntil: ({ by, until, since }: Override, now: EpochMs) =>
    `The guard is off while saves work, since ${utc(since, now)}: ${escaped(by)} turned it off${
      until.kind === 'time'
        ? ` until ${utc(until.at, now)}`
        : until.kind === 'next-good-save'
          ? ' until the next good save'
          : ' without an end'
    }.`,
  guardStuck: ({ by, expiredWhy }: Override) =>
    `The override by ${escaped(by)} is over, but Savepoint could not turn the guard on: ${escaped(expiredWhy ?? '')}`,
  overrideExpired: (by: string, end: EpochMs, now: EpochMs) =>
    `The guard should have been on again since ${utc(end, now)} (${escaped(by)}), but that would stop writes: mend saves, or set a later end.`,
  guardOffNoPoints: 'The guard is off, though it should be on.',
  guardOn: 'The guard is on, though it should be off here: a failed save would stop writes.',
  cancelled: 'The last save was cancelled: no snapshot was written.',
  overdue: (point: SavePoint | null, since: EpochMs | null, now: EpochMs) =>
    `A save is overdue${since === null ? '' : `: the last was at ${utc(since, now)}`}${
      point === null ? '' : `; the rule is ${savePoint(point)}`
    }.`,
  slow: (seconds: number, usual: number) =>
    `The running save is slower than usual: ${duration(seconds)} so far, the last one took ${duration(usual)}.`,
  long: (seconds: number) =>
    `A save has been running for ${duration(seconds)}, with no earlier one to compare it with.`,
  failureOpen: (since: EpochMs, now: EpochMs) =>
    `A save failed (${utc(since, now)}), and none was seen to succeed since.`,
  noSaveSeen: (start: EpochMs | null, changes: number, now: EpochMs) =>
    `No save was seen since Redis started${start === null ? '' : ` at ${utc(start, now)}`}; ${count(changes, 'change')} ${
      changes === 1 ? 'is' : 'are'
    } unsaved.`,

  saving: (since: EpochMs | null, percent: number | null, now: EpochMs) =>
    `Saving${since === null ? '' : ` since ${utc(since, now)}`}${percent === null ? '' : `: ${number(Math.floor(percent))} %`}.`,
  noPersistence:
    'No snapshots are set and the AOF is off: a restart loses everything. The guard never stops writes here.',
  aofOnly: 'Every write goes to the AOF; no snapshots are set.',
  nothingChanged: 'Nothing changed since start.',
  saved: (at: EpochMs, changes: number, now: EpochMs) =>
    `Saved at ${utc(at, now)}; ${changes === 0 ? 'nothing changed since' : `${count(changes, 'change')} since`}.`,
  dueUnknown: 'Whether the next save is due cannot be told: the save points are not readable.',
};
