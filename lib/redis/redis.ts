import 'server-only';
import type { Credentials, Endpoint } from '../domain/instance/instance';
import type { CommandNames, TlsSettings } from '../domain/instance/reach';
import type { EpochMs, GuardValue, Observation, Problem, RdbFacts } from '../domain/observation/observation';
import type { RawReading } from '../domain/observation/raw-info';
import type { Maybe } from '../domain/observation/three-valued';
import type { CommandRefusal } from '../domain/observation/unreadable';
import type { Release } from '../domain/observation/version';

/** Where to connect, as whom. */
export interface RedisTarget {
  readonly endpoint: Endpoint;
  readonly database: number;
  readonly credentials: Credentials;
  /** Absent: what Node knows by itself. */
  readonly tls?: TlsSettings | undefined;
  /** Absent: each command has its own name. */
  readonly commands?: CommandNames | undefined;
}

/** How long to wait, in milliseconds. */
export interface Timeouts {
  readonly connectMs: number;
  /** For all replies of a round trip. */
  readonly commandMs: number;
}

/** What in INFO persistence moves when a save begins or ends. */
export const SAVE_SIGNS = ['inProgress', 'lastStatus', 'lastSaveTime', 'attempts'] as const;
export type SaveSigns = Pick<RdbFacts, (typeof SAVE_SIGNS)[number]>;

/**
 * One connection to one Redis; reconnects when asked a question, never sends a command twice. A change (`bgsave`, `setGuard`,
 * `rewriteConfig`) is not sent once the connection was lost: who answers then may be another process.
 */
export interface RedisConnection {
  /** One pipelined round trip. Never rejects: what went wrong is the observation. */
  observe(now: () => EpochMs): Promise<Observation>;
  /** Whether a save runs, and how the last one went: one section of INFO, for a look between two polls. Null: not readable. Never rejects. */
  saveSigns(): Promise<SaveSigns | null>;
  /** The text that INFO answers with. Never rejects. */
  rawInfo(now: () => EpochMs): Promise<RawReading>;
  bgsave(options: { readonly schedule: boolean }): Promise<BgsaveReply>;
  /** One MULTI with the value before, the change, the value after and the run id; falls back to single commands without MULTI. */
  setGuard(value: GuardValue): Promise<SetGuardReply>;
  /** CONFIG REWRITE (2.8.0+): the file then holds all settings as they are now. Send it after a change that was read back. */
  rewriteConfig(): Promise<RewriteReply>;
  /** May this user change settings? Asked without changing one; null where it cannot be told. Never rejects. */
  mayChangeSettings(release: Release): Promise<Maybe>;
  /** Is there a BGSAVE, whoever may run it? Asked without running one; null where it cannot be told. Never rejects. */
  hasBgsave(release: Release): Promise<Maybe>;
  /** How often it was opened: another number is another connection. */
  opened(): number;
  /** Ends the connection at once. */
  close(): void;
}

/** What Redis said to BGSAVE. `started` is no save yet. */
export type BgsaveReply =
  | { readonly kind: 'started' | 'scheduled' }
  /** An empty `ERR`: fork(2) was refused, no child exists. */
  | { readonly kind: 'fork-refused' }
  | { readonly kind: 'already-saving' }
  /** An AOF rewrite or another child is active; BGSAVE SCHEDULE would wait for it (3.2.2+). */
  | { readonly kind: 'child-active' }
  | { readonly kind: 'schedule-unsupported' }
  | { readonly kind: 'loading' }
  | { readonly kind: 'refused'; readonly why: CommandRefusal }
  /** The command never left: connecting failed, or the connection was lost since the look. */
  | { readonly kind: 'not-sent'; readonly problem: Problem }
  /** Sent, and no answer in time: it may or may not have happened. */
  | { readonly kind: 'no-answer'; readonly problem: Problem };

export type SetGuardReply =
  | {
      readonly kind: 'done';
      readonly before: GuardValue;
      readonly after: GuardValue;
      readonly runId: string | null;
      /** False when MULTI was not allowed and the three steps were sent one by one. */
      readonly atomic: boolean;
    }
  | { readonly kind: 'refused'; readonly why: CommandRefusal }
  | { readonly kind: 'not-sent'; readonly problem: Problem }
  | { readonly kind: 'no-answer'; readonly problem: Problem };

export type RewriteReply =
  | { readonly kind: 'written' }
  | { readonly kind: 'refused'; readonly why: CommandRefusal }
  | { readonly kind: 'not-sent'; readonly problem: Problem }
  | { readonly kind: 'no-answer'; readonly problem: Problem };

/** Opens connections; tests may pass their own. */
export type Connect = (target: RedisTarget, timeouts: Timeouts) => RedisConnection;
