import { bytes, count, duration, number, savePoint, savePoints, utc } from './format';
import type { WriteAvailability } from './instance-view';
import type { EpochMs, GuardValue, SavePoint } from './observation';

/**
 * Every sentence with which the domain speaks to a person, in one place. What happened, what it means, what to do; times in UTC,
 * numbers with their unit. `now` is the time of the observation, so that a sentence stays the same while nothing changes.
 */

/** The one sentence of a card. */
export const SUMMARY = {
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
  sinceStart: 'Redis started',

  rewriteFailed: 'The last AOF rewrite failed: the AOF keeps growing.',
  guardOff: 'The guard is off while saves work: turn it back on.',
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
} as const;

/** Names of facts, for `SUMMARY.unreadable`. */
export const FACT_NAMES = {
  role: 'whether it is a primary or a replica (role)',
  loading: 'whether it is loading (loading)',
  lastStatus: 'how the last save ended (rdb_last_bgsave_status)',
  inProgress: 'whether a save is running (rdb_bgsave_in_progress)',
  changes: 'how much is unsaved (rdb_changes_since_last_save)',
  aofEnabled: 'whether the AOF is on (aof_enabled)',
  aofWrite: 'how the last AOF write ended (aof_last_write_status)',
  aofRewrite: 'how the last AOF rewrite ended (aof_last_bgrewrite_status)',
  lastSaveTime: 'when it last saved (rdb_last_save_time)',
  clock: 'what time it is there (server_time_usec, lru_clock)',
} as const;

/** Why a fact is not known. */
export const REASONS = {
  loading: 'Redis is loading its data: until then it refuses every command on keys.',
  roleUnknown: 'INFO does not tell whether this is a primary or a replica.',
  pingDisagrees: 'PING says that writes are accepted, INFO and CONFIG say that they are refused: PING is the proof.',
  writesUnknown: (missing: readonly string[], ping: string | null) =>
    `Not known: ${missing.length === 0 ? 'the release is not known' : `${missing.join(', ')} cannot be read`}, and PING gave no proof${
      ping === null ? '' : ` (${ping.replace(/\.$/, '')})`
    }.`,
  rejectedNotCounted: 'Redis counts refused commands from 6.2 on.',
  rejectedReleaseUnknown: 'The release is not known, so its counters cannot be trusted.',
  errorstatsUnreadable: 'INFO errorstats cannot be read.',
  commandstatsUnreadable: 'INFO commandstats cannot be read, so our own PINGs cannot be told apart.',
  lastStatusUnreadable: 'INFO does not tell how the last save ended.',
  noGoodSave: (start: EpochMs | null, now: EpochMs) =>
    `No save was seen since Redis started${start === null ? '' : ` at ${utc(start, now)}`}: until its first save Redis gives its start as the last save.`,
  noFacts: 'This instance was never read.',
  notLive: 'Not known: Redis was not read just now.',
  writesLastKnown: (was: WriteAvailability['availability'], at: EpochMs) =>
    `Not known now. Last known (${utc(at, at)}): ${was}.`,
} as const;

/** Why Redis does not retry a failed save, or when that is not known. */
export const RETRY = {
  notFailed: 'Nothing to retry: the last save did not fail.',
  running: 'A retry is running.',
  pointsUnknown: (reason: string) => `Not known: the save points cannot be read. ${reason}`,
  changesUnknown: 'Not known: INFO does not tell how much changed since the last save.',
  clockUnknown: 'Not known: INFO does not tell the last save or the time of Redis.',
  noPoints: 'It will not retry by itself: no save points are set.',
  noChanges: (canGrow: boolean) =>
    `It will not retry by itself: nothing changed since the last save${
      canGrow ? '' : ', and while writes are refused nothing can. Fix the cause, then run a save'
    }.`,
  tooFew: (changes: number, needed: number, canGrow: boolean) =>
    `It will not retry by itself${canGrow ? ' yet' : ''}: ${count(changes, 'change')} since the last save, and the save points need ${number(needed)}${
      canGrow ? '' : ', which cannot come while writes are refused. Fix the cause, then run a save'
    }.`,
} as const;

/** Evidence for and against a cause. */
export const CAUSES = {
  noChild:
    'An attempt was counted, but no child process appeared: fork(2) was refused, for memory or for a process limit.',
  noErrno: 'Redis does not say which of the two it was; its log does (Can’t save in background: fork: …).',
  memoryNotTold: 'INFO does not tell enough of the memory of the host.',
  memoryShare: (used: string, host: string, percent: number) =>
    `Redis holds ${used} of the host’s ${host} (${percent} %).`,
  childFailed: 'The child process started and ended without a snapshot: only the Redis log names the reason.',
  dirEmpty:
    'CONFIG GET dir is empty: the data directory was deleted. Creating it again does not help; 7.0 and newer need a restart.',
  aofUnnamed: 'PING or INFO reports an AOF write error without naming it.',
  aofNamed: (error: string) => `Redis names the error in its refusal: ${error}.`,
  strangeDir: (dir: string) => `The dump goes to the directory ${dir}.`,
  strangeFile: (file: string) => `The dump is called ${file}.`,
  maybeCareless: 'It may be a careless set-up: the file name is an ordinary one.',
  statusOnly:
    'INFO says that the last save failed, and Savepoint did not see it happen: only the Redis log names the reason.',
} as const;

/** Why an action is not allowed or not done. */
export const BLOCKED = {
  readOnlyHere: 'Read-only here: this instance is registered without operator credentials.',
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
  untilLater: 'An end of the override is not available yet: leave it out, or use none.',
  rewriteLater: 'Writing the configuration file is not available yet: leave it out.',
} as const;

/** What a plan for the guard says. */
export const GUARD_PLAN = {
  writesOpen: 'Clients can write again at once.',
  writesUnchanged: 'No writes are refused now: nothing changes for clients.',
  writesMaybe: 'Whether writes are refused now is not known; if they are, clients can write again at once.',
  stillFailing: 'Snapshots will still be failing.',
  nothingOnDisk: (changes: number | null, since: string) =>
    `Nothing written since ${since}${changes === null ? '' : ` (${count(changes, 'change')})`} is in a snapshot.`,
  lostAof: 'The AOF is on and still records every write.',
  lostNoAof: 'If Redis restarts or the host dies, it is lost. AOF: off.',
  lostUnknown: 'If Redis restarts or the host dies, it may be lost: whether the AOF saves it is not known.',
  goesOnAfterFailure: 'From now on writes go on when a save fails: only watching will tell.',
  notByItself: 'The guard will not stop writes again by itself.',
  rejectedAtOnce: 'Writes will be rejected again at once: snapshots still fail.',
  maybeRejectedAtOnce: 'How the last save ended is not known: if it failed, writes will be rejected at once.',
  guardsAgain: 'From now on Redis stops writes when a save fails, until one succeeds.',
  guardsNothing: 'No save points are set: the guard stops writes only where there are some.',
  replicaOnly: 'This affects this replica only, and matters if it is promoted.',
  noFix: 'It does not fix the save, does not reach replicas, and is lost at a restart or failover.',
  notAof: 'It does not control AOF write errors.',
  noReach: 'It does not reach replicas, and is lost at a restart or failover.',
  replicasKeep: (replicas: number) =>
    `${count(replicas, 'replica')} keep${replicas === 1 ? 's its' : ' their'} own guard: from 7.0 on, a replica whose own save failed crashes at its next replicated write.`,
  pingRefused:
    'PING will be answered with MISCONF: Sentinel and load balancers may take this primary for dead and fail over.',
  replicaCrash:
    'With the guard on and a failed save, this replica crashes at its next replicated write (7.0 and newer).',
  adviceSave:
    'Try first: free disk or memory, then run a save. A good save lets writes in again by itself, guard still on.',
  adviceAof: 'Try first: free disk space. Redis writes its AOF again by itself, no save is needed.',
  adviceHealthy: 'Leave the guard on unless losing writes is better than refusing them here.',
  adviceOn: 'Run a save first: after a good one the guard stops nothing.',
  adviceOnHealthy: 'Saves work: turning the guard on now refuses nothing.',
  okProof: 'PING proves it: writes are refused now (MISCONF).',
  okAccepted: 'PING proves it: persistence refuses no writes now.',
  warnNoProof: (reason: string | null) =>
    `Whether writes are refused is derived, not proven.${reason === null ? '' : ` ${reason}`}`,
  okRead: (value: GuardValue) => `The guard was read just now: ${onOff(value)}.`,
} as const;

/** What a plan for a save says. */
export const SAVE_PLAN = {
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
} as const;

function onOff(value: GuardValue): string {
  return value === 'yes' ? 'on' : 'off';
}

/** What to do now, in one line. */
export const SHORT_STEPS = {
  'fork-memory': 'Free memory on the host or let it overcommit, then Save now.',
  'fork-limit': 'Raise the limit on processes, then Save now.',
  'disk-full': 'Free disk space where the dump goes, then Save now.',
  permission: 'Let Redis write to its data directory, then Save now.',
  'path-missing': 'Copy the data out: its directory is gone, and a restart would lose them.',
  'read-only-fs': 'Make the file system writable again, then Save now.',
  'child-killed': 'Free memory, so that the saving child is not killed, then Save now.',
  'io-error': 'See to the disk, then Save now.',
  unknown: 'Free disk or memory, then Save now; the log of Redis names the cause.',
  unknownFork: 'Free memory or raise the process limit, then Save now.',
  aof: 'Free disk space where the AOF lies: Redis then takes writes again by itself.',
  aofOther: 'Let Redis write its AOF again: it then takes writes by itself.',
  compromise: 'Close this Redis off, look at what was written, and do not save now.',
  willCrash: 'Keep this replica from crashing first, then mend its saves.',
  mayCrash: 'Rule out a crash of this replica first, then mend its saves.',
  'rewrite-failed': 'Find out why the AOF rewrite failed, then run it again.',
  'unexpected-guard': { yes: 'Turn the guard on: saves work.', no: 'Turn the guard off, or change what is expected.' },
  'save-now': 'Save now, and see it through.',
  overdue: 'See why Redis does not save, then Save now.',
  slow: 'See whether the running save still gets on.',
  refused: 'See whether Redis runs, and listens where Savepoint asks.',
  silent: 'See what the process does: it takes connections and does not answer.',
  name: 'See what the name of the host leads to.',
  tls: 'See whether TLS is spoken, and its certificate holds.',
  host: 'See whether the host can be reached.',
  clients: 'See who holds all the connections.',
  other: 'See what answers at this address.',
  password: 'Give Savepoint credentials that Redis takes.',
  rights: 'Give the user of Savepoint the rights it lacks.',
  protected: 'Give Redis a password, or an address that Savepoint may ask.',
  unknownState: 'Ask Redis by hand: Savepoint cannot tell.',
  loading: 'Wait: it must read its data first.',
  persist: 'Set save points, if these data may not be lost.',
} as const;

/** Steps for a person: a title, and what the answer means. */
export const STEPS = {
  refused: { title: 'Is it still so?', tells: 'MISCONF: refused. PONG: persistence refuses nothing.' },
  refusedSeen: { title: 'It is still so', tells: 'Seen here: PING is answered with MISCONF.' },
  failing: { title: 'Is it still so?', tells: 'rdb_last_bgsave_status:err means that the last save failed.' },

  log: {
    title: 'What does its log say?',
    tells: 'Only the log names the cause. An empty answer: Redis logs to its standard output (journal, container).',
  },
  forkLog: {
    title: 'Memory, or a limit?',
    tells: 'In the log: “Cannot allocate memory” is memory, “Resource temporarily unavailable” a process limit.',
  },
  disk: { title: 'Is the disk full?', tells: '100 % used, or less free than the dump needs: free space there.' },
  diskWhere: { title: 'Where does the dump go?', tells: 'Then df -h on the host for that directory: is it full?' },
  rights: {
    title: 'May Redis write there?',
    tells: 'The user that runs Redis needs to write to it; temp-*.rdb are left by failed saves.',
  },
  mend: { title: 'Let Redis write there', tells: 'Give the directory back to the user that runs Redis.' },
  memory: { title: 'Is it memory?', tells: 'used_memory_rss near total_system_memory leaves a fork no room.' },
  overcommit: {
    title: 'Does the host overcommit?',
    tells: '0 means that a fork needs as much free memory as Redis uses; 1 lets it pass.',
  },
  letFork: { title: 'Let it fork', tells: 'On the host, as root; or free memory there.' },
  limits: {
    title: 'Which limit is it?',
    tells: 'All threads of its user count against “Max processes”; a container has pids.max besides.',
  },
  oom: { title: 'Was the child killed?', tells: 'A line about Redis: the host or the container ran out of memory.' },
  freeMemory: { title: 'Free memory', tells: 'Or give the container more: the child copies what changes meanwhile.' },
  freeDisk: { title: 'Free disk space there', tells: 'The new dump is written beside the old one: both need room.' },
  mounted: { title: 'Is it mounted read-only?', tells: '“ro”: the kernel did it after an error, or somebody did.' },
  kernel: { title: 'What does the kernel say?', tells: 'I/O errors: save what you can elsewhere before you mend.' },
  save: { title: 'Save now, and see it through', tells: 'One good save lets writes in again, guard still on.' },
  saveOnly: { title: 'Save now, and see it through', tells: 'Started is not saved: the dialogue follows it.' },
  watch: { title: 'See the running save through', tells: 'If it succeeds, what failed before is mended.' },
  noTime: {
    title: 'No time for that?',
    tells: 'Guard off lets writes in without snapshots: what is written then is only in memory.',
  },
  noTimeAof: {
    title: 'No time for that?',
    tells: 'Guard off lets writes in without snapshots; the AOF still records them.',
  },
  guardNoHelp: { title: 'Leave the guard alone', tells: 'It has no part in AOF errors: off, it lets nothing in.' },
  guardBoth: { title: 'The guard alone is not enough', tells: 'The AOF refuses writes as well: free its disk first.' },
  guardAfter: {
    title: 'Then turn the guard on',
    tells: 'After a good save, not before: writes would be refused at once.',
  },
  readGuard: {
    title: 'Let Savepoint read the guard',
    tells: 'With it Savepoint can tell whether writes are refused. Put a password for PASSWORD.',
  },

  gone: {
    title: 'The data directory is gone',
    tells: 'CONFIG GET dir is empty: it was deleted while Redis ran. Making it again does not help.',
  },
  copyOut: {
    title: 'Copy the data out first',
    tells: 'To a file on your machine, over the wire (diskless, the default from 7.0). A restart loses them.',
  },
  otherDir: {
    title: 'Point Redis to a directory that exists',
    tells: 'Up to 6.2 this heals it. Put its path for DIR.',
  },
  restart: {
    title: 'Then restart it on the copy',
    tells: 'Make the directory, put the copy there as the dump file, start Redis again.',
  },

  aofRefused: { title: 'The AOF cannot be written', tells: 'Redis does not name the error here; its log does.' },
  aofNamed: (error: string) => ({ title: 'The AOF cannot be written', tells: `Redis names the error: ${error}.` }),
  aofDisk: { title: 'Is the disk of the AOF full?', tells: '100 % used: free space there. Do not delete the AOF.' },
  aofRights: { title: 'May Redis write there?', tells: 'The user that runs Redis needs to write to the AOF.' },
  aofWhere: { title: 'Where does the AOF lie?', tells: 'Then df -h on the host for that directory: is it full?' },
  aofFree: { title: 'Free disk space there', tells: 'Redis then writes, and takes writes, by itself: no restart.' },
  aofOver: { title: 'See it through', tells: 'PONG: persistence refuses nothing any more.' },

  willCrash: {
    title: 'Keep it from crashing',
    tells: 'Or turn its guard off. Else it ends itself at the next write from its primary.',
  },
  mayCrash: {
    title: 'Rule out a crash',
    tells:
      'From 7.0 on it may end itself at the next write from its primary, unless this is “yes” or its guard is off.',
  },
  replicaGuard: { title: 'Or turn its guard off', tells: 'On this replica alone; it matters when it is promoted.' },

  closeOff: { title: 'Close it off', tells: 'Let only those networks reach it that must, and set a password.' },
  wroteWhere: { title: 'What lies where it writes?', tells: 'Keys, cron jobs or code there may have run already.' },
  whoIsOn: { title: 'Who is connected?', tells: 'Addresses that you do not know: cut them off, keep the list.' },
  doNotSave: { title: 'Do not save now', tells: 'A save writes to that file again. First set where the dump goes.' },

  rewrite: { title: 'Is it still so?', tells: 'aof_last_bgrewrite_status:err, and aof_current_size grows.' },
  rewriteAgain: { title: 'Rewrite again', tells: 'The AOF shrinks when it succeeds.' },
  guardOn: { title: 'Turn the guard on', tells: 'Saves work: it refuses nothing now, and guards what comes.' },
  guardOnNoPoints: { title: 'Turn the guard on', tells: 'No save points are set: it guards once there are some.' },
  guardOff: { title: 'Turn the guard off', tells: 'As it is expected here; or change what is expected.' },
  cancelled: { title: 'Who cancelled it?', tells: 'The history below tells what Savepoint saw; the log tells more.' },
  notSaving: { title: 'Is a save running?', tells: 'rdb_bgsave_in_progress:1 for long: its child hangs.' },
  getsOn: { title: 'Does it still get on?', tells: 'current_save_keys_processed must grow; if not, its child hangs.' },
  hangs: { title: 'Where does it hang?', tells: 'STAT “D” waits for the disk, “T” was stopped, “R” works.' },

  byHand: { title: 'Does it answer you?', tells: 'PONG: the way is shut for Savepoint alone (network, firewall).' },
  runs: { title: 'Does the process run?', tells: 'On its host. Nothing: it was stopped, or it crashed.' },
  listens: { title: 'Does it listen there?', tells: 'On its host. 127.0.0.1 alone: others are not let in (bind).' },
  socket: { title: 'Is the socket there?', tells: 'On its host. Savepoint’s user must be allowed to write to it.' },
  doing: { title: 'What does the process do?', tells: 'STAT “T” was stopped, “D” waits for the disk, “R” is busy.' },
  resolves: { title: 'What does the name lead to?', tells: 'Nothing: the name service, or the name, is wrong.' },
  certificate: {
    title: 'What does TLS answer?',
    tells: 'An error at once: no TLS is spoken there. Else see the dates.',
  },
  pings: { title: 'Is the host there?', tells: 'No answer: the host, or the network on the way.' },
  connections: { title: 'Who holds the connections?', tells: 'Redis takes no more than maxclients.' },
  whatAnswers: { title: 'What answers there?', tells: 'Not what Savepoint expects of a Redis: see the address.' },

  ownUser: (note: string) => ({
    title: 'Give Savepoint a user of its own',
    tells: `These are all the rights it needs to watch. Put a password for PASSWORD.${note}`,
  }),
  olderThan62: ' Redis 6.0 does not know resetchannels: leave it out there.',
  ownOperator: { title: 'And one to act with', tells: 'For Save now and the guard; watching needs none.' },
  tellSavepoint: (where: string) => ({ title: 'Tell Savepoint', tells: `Its credentials are given ${where}.` }),
  givenIn: {
    file: (path: string) => `in ${path}; restart Savepoint after a change`,
    environment: (name: string) => `by ${name}; restart Savepoint after a change`,
    registered: 'here: remove this instance and add it again',
  },
  missingRights: { title: 'Give it what it lacks', tells: 'Put the name of Savepoint’s user for USER.' },
  protectedMode: { title: 'Is protected mode on?', tells: '“yes”, and no password: only its own host is let in.' },

  wait: { title: 'Wait until it has loaded', tells: 'Do not restart it: it would begin again.' },
  howFar: { title: 'How far is it?', tells: 'loading_loaded_perc and loading_eta_seconds tell.' },
  firstPoll: { title: 'Wait for the first poll', tells: 'It takes about a second.' },
  askIt: { title: 'Ask it by hand', tells: 'rdb_last_bgsave_status and aof_last_write_status say how it stands.' },

  meant: { title: 'Is that meant?', tells: 'For a cache, yes: then there is nothing to do.' },
  setPoints: { title: 'If not, set save points', tells: 'CONFIG REWRITE then keeps them over a restart.' },
} as const;

/** The first line of the page. */
export const FLEET = {
  empty: 'No Redis is registered yet.',
  rejecting: (n: number) => `${count(n, 'Redis', 'Redis')} ${n === 1 ? 'is' : 'are'} refusing writes.`,
  notSaving: (n: number, more: boolean) => `${of(n, more)} ${n === 1 ? 'is' : 'are'} not saving.`,
  atRisk: (n: number, more: boolean) => `${of(n, more)} ${n === 1 ? 'is' : 'are'} at risk.`,
  unseen: (n: number, more: boolean) => `${of(n, more)} cannot be seen.`,
  loading: (n: number, more: boolean) => `${of(n, more)} ${n === 1 ? 'is' : 'are'} loading.`,
  calm: 'No Redis is refusing writes, and no save is failing.',
  none: (n: number) => `${number(n)} ${n === 1 ? 'keeps' : 'keep'} no snapshots, as set.`,
  early: (n: number) =>
    `${number(n)} ${n === 1 ? 'has' : 'have'} not saved since ${n === 1 ? 'its' : 'their'} start: the first save is not due yet.`,
} as const;

function of(n: number, more: boolean): string {
  return more ? `${number(n)} more` : count(n, 'Redis', 'Redis');
}
