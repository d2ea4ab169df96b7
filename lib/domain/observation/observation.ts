import type { ConfiguredFile } from '../instance/reach';
import type { Unreadable } from './unreadable';

/**
 * What one poll saw: facts, or why there are none; and when.
 * Every fact is `null` when it is not known. `null` is never replaced by 0, false or an empty string.
 */

/** Milliseconds since 1970 UTC on Savepoint's own clock. */
export type EpochMs = number;

export type Software = 'redis' | 'valkey';
export type Role = 'master' | 'replica';
export type SaveStatus = 'ok' | 'err';
export type GuardValue = 'yes' | 'no';
/** When the AOF is forced to disk: with each write, about once a second, or when the system does it. */
export type AppendFsync = 'always' | 'everysec' | 'no';

/** One `save` rule: Redis saves when `changes` writes happened and more than `seconds` passed since the last good save. */
export interface SavePoint {
  readonly seconds: number;
  readonly changes: number;
}

/** A fact, or why it is not known: as a record in English, and as facts to be told in any language. */
export type Known<T> =
  { readonly value: T } | { readonly value: null; readonly reason: string; readonly why?: Unreadable };

/** The answer to PING, the only probe that proves a refusal without writing (redis-server 2.8.2+ masters; any role from 7.0). */
export type PingAnswer =
  | { readonly kind: 'pong' }
  /** MISCONF: writes are refused. `cause` is told by "Errors writing to the AOF file" in the text. */
  | { readonly kind: 'refused'; readonly cause: 'rdb' | 'aof'; readonly text: string }
  | { readonly kind: 'unknown'; readonly reason: string; readonly why?: Unreadable };

export interface ServerFacts {
  readonly software: Software | null;
  readonly version: string | null;
  readonly role: Role | null;
  readonly runId: string | null;
  /** Path of the config file; '' when the server runs without one; null when INFO does not say. */
  readonly configFile: string | null;
  /** Redis's own clock in unix seconds (`server_time_usec`, else rebuilt from `lru_clock`). */
  readonly timeSeconds: number | null;
  /** The same in unix milliseconds from `server_time_usec` alone (6.2+): `lru_clock` is as fresh as the last cron, and wraps. */
  readonly timeMs: number | null;
  readonly uptimeSeconds: number | null;
}

export interface ReplicationFacts {
  readonly primaryAddress: string | null;
  readonly linkUp: boolean | null;
  readonly lagSeconds: number | null;
  readonly connectedReplicas: number | null;
  /** `master_replid`, 40 hex digits: a primary and all that replicate it have the same one. 4.0+. */
  readonly replicationId: string | null;
  /** Replicas whose full copy is to begin or is under way: a child that forks then may be theirs. Absent: kept by a release that did not read it. */
  readonly copyingReplicas?: number | null;
}

export interface LoadingFacts {
  readonly active: boolean | null;
  readonly percent: number | null;
  readonly etaSeconds: number | null;
}

export interface RdbFacts {
  readonly lastStatus: SaveStatus | null;
  /** Unix seconds on Redis's clock; the process start until the first save of a run. */
  readonly lastSaveTime: number | null;
  /** Can be negative after DEBUG RELOAD during a save. */
  readonly changesSinceLastSave: number | null;
  readonly inProgress: boolean | null;
  readonly currentSeconds: number | null;
  /** Whole seconds of the last finished child; null when none finished in this run. */
  readonly lastDurationSeconds: number | null;
  /** Bytes; stale after a failed save. 4.0+. */
  readonly lastCowBytes: number | null;
  /** Attempts, not successes. 7.0+. */
  readonly attempts: number | null;
  readonly keysDone: number | null;
  readonly keysTotal: number | null;
}

export interface AofFacts {
  readonly enabled: boolean | null;
  readonly lastWriteStatus: SaveStatus | null;
  readonly lastRewriteStatus: SaveStatus | null;
  readonly rewriteInProgress: boolean | null;
  readonly rewriteScheduled: boolean | null;
  /** Attempts. 7.0+. */
  readonly rewrites: number | null;
}

export interface ForkFacts {
  /** 6.2 counts failed forks as well; 7.0+ only successful ones. */
  readonly total: number | null;
  readonly latestUsec: number | null;
  readonly moduleForkInProgress: boolean | null;
}

export interface MemoryFacts {
  readonly usedBytes: number | null;
  readonly rssBytes: number | null;
  readonly peakBytes: number | null;
  readonly maxBytes: number | null;
  readonly systemBytes: number | null;
}

/** Calls, and of these the ones that ended in an error reply (6.2+), since the start of the run or CONFIG RESETSTAT. */
export interface CommandCount {
  readonly calls: number;
  readonly failed: number | null;
  readonly rejected: number | null;
}

/** A command that was never called is missing from commandstats: then all its counts are 0. Null: commandstats not readable. */
export interface CounterFacts {
  readonly syncFull: number | null;
  /** `errorstat_MISCONF`, 6.2+. 0 where errorstats exist and none was counted. */
  readonly misconfErrors: number | null;
  readonly bgsave: CommandCount | null;
  readonly save: CommandCount | null;
  readonly ping: CommandCount | null;
  /** FLUSHALL alone: it saves where save points are set; FLUSHDB never does. */
  readonly flush: CommandCount | null;
  /** CONFIG REWRITE; told apart from other CONFIG commands from 7.0 on. Absent: kept by a release that did not read it. */
  readonly configRewrite?: CommandCount | null;
  /** CONFIG SET, of whatever; as `configRewrite`. */
  readonly configSet?: CommandCount | null;
}

/** From CONFIG GET; each with the reason when it could not be read. */
export interface ConfigFacts {
  readonly guard: Known<GuardValue>;
  readonly savePoints: Known<readonly SavePoint[]>;
  readonly dir: Known<string>;
  readonly dbfilename: Known<string>;
  /** Exists from 7.0 on. */
  readonly replicaIgnoreDiskWriteErrors: Known<GuardValue>;
  /** Absent: kept by a release that did not read it. */
  readonly appendFsync?: Known<AppendFsync>;
}

export interface Facts {
  readonly server: ServerFacts;
  readonly replication: ReplicationFacts;
  readonly loading: LoadingFacts;
  readonly rdb: RdbFacts;
  readonly aof: AofFacts;
  readonly forks: ForkFacts;
  readonly memory: MemoryFacts;
  readonly counters: CounterFacts;
  readonly config: ConfigFacts;
  readonly ping: PingAnswer;
}

export type ProblemCode =
  | 'refused'
  | 'timeout'
  | 'unresponsive'
  | 'reset'
  | 'tls'
  | 'dns'
  | 'unreachable-host'
  | 'not-allowed'
  | 'auth'
  | 'noperm'
  | 'protected-mode'
  | 'max-clients'
  | 'not-redis'
  | 'unreadable'
  | 'config';

/** What the sentence of a problem names. `detail` tells sentences of one code apart; it is never text of the peer. */
export interface ProblemAbout {
  readonly address: string;
  readonly user: string;
  readonly detail: string;
  /** When a certificate ended, or begins to be valid. Null or absent: not known, or not what it is about. */
  readonly when?: EpochMs | null;
  /** Of TLS: what was asked for and given. Absent: it is not about TLS. */
  readonly tls?: TlsAbout;
}

/** What the configuration has of a TLS connection that there is not. */
export interface TlsAbout {
  /** The name that the certificate had to be for. */
  readonly name: string;
  readonly ca: ConfiguredFile | null;
  readonly cert: ConfiguredFile | null;
  /** The file that cannot be used; null where none was in the way. */
  readonly file: ConfiguredFile | null;
}

/** Why there are no facts. `message` is its sentence in English, for records; `about` tells it in any language. */
export interface Problem {
  readonly code: ProblemCode;
  readonly message: string;
  readonly about?: ProblemAbout;
}

export type Observation =
  | {
      readonly kind: 'facts';
      readonly at: EpochMs;
      readonly facts: Facts;
      /** How long the answer took, in milliseconds on a clock that nobody sets, the making of a connection not counted. Absent: not measured. */
      readonly tookMs?: number;
    }
  | { readonly kind: 'problem'; readonly at: EpochMs; readonly problem: Problem };

/** An observation that has facts. */
export type Sighting = Extract<Observation, { kind: 'facts' }>;

/** The value of a `Known`, null when not known. */
export function valueOf<T>(known: Known<T>): T | null {
  return known.value;
}
