import type { Cause, Confidence } from '../save/save';
import type { Facts } from '../observation/observation';
import type { RegisteredInstance } from '../instance/instance';

/** One for each cause of a failed save that has steps of its own. Its name is stable: addresses and files have it. */
export const RUNBOOK_KINDS = [
  'fork-memory',
  'fork-limit',
  'fork-unknown',
  'disk-full',
  'permission',
  'path-missing',
  'read-only-fs',
  'name-taken',
  'file-limit',
  'child-killed',
  'io-error',
  'tampered',
  'aof',
  'unknown',
] as const;

export type RunbookKind = (typeof RUNBOOK_KINDS)[number];

/** What cannot be written: snapshots, or the AOF. */
export type Failing = 'rdb' | 'aof';

/** What a runbook is made from. */
export interface RunbookInput {
  readonly instance: Pick<RegisteredInstance, 'name' | 'endpoint' | 'tls' | 'expectedGuard'>;
  /** Those of the last sighting; null when there never was one. */
  readonly facts: Facts | null;
  readonly failing: Failing;
  /** Null: nothing is known of one. */
  readonly cause: Cause | null;
  /** What a person wants to read instead of what the cause leads to. */
  readonly asked: RunbookKind | null;
}

/** Looking comes first and changes nothing; then what mends it; then what proves that it is mended. */
export type Phase = 'look' | 'mend' | 'prove';

/** What a step changes where it is followed. Writing a file on the machine where it is run is a change of that host. */
export type Changes = 'nothing' | 'redis' | 'host';

/** The same for a Redis that is run by something else. What stands in capitals is put in by hand. */
export interface CommandVariant {
  readonly by: 'systemd' | 'docker' | 'kubernetes';
  readonly command: string;
}

/** What it means when a step does not give what is expected, and how to go on: at a step of this runbook, or in another one. */
export type IfNot = { readonly means: string } & (
  { readonly goTo: string; readonly runbook: null } | { readonly goTo: null; readonly runbook: RunbookKind }
);

export interface RunbookStep {
  /** Stable: `^[a-z0-9-]{1,64}$`, once in a runbook. */
  readonly id: string;
  readonly phase: Phase;
  /** What to do, as a question or an order of a few words. */
  readonly title: string;
  readonly why: string;
  /** For a shell, ready to paste; it never holds a secret. Null where there is none to give. */
  readonly command: string | null;
  /** Where it is run: wherever Redis can be reached from, or on the host of Redis. Null without a command. */
  readonly on: 'client' | 'host' | null;
  readonly variants: readonly CommandVariant[];
  readonly expected: string | null;
  readonly ifNot: IfNot | null;
  /** What the answer can say, and the runbook that it leads to. */
  readonly leads: readonly { readonly says: string; readonly runbook: RunbookKind }[];
  readonly changes: Changes;
  /** What a page can offer as a button. */
  readonly action: 'bgsave' | 'guard' | null;
}

export interface Runbook {
  readonly kind: RunbookKind;
  readonly failing: Failing;
  /** How sure the cause is that it was chosen by; null where a person chose it. */
  readonly confidence: Confidence | null;
  readonly title: string;
  /** When to use it, in one sentence. */
  readonly when: string;
  /** What holds for all its commands. */
  readonly notes: readonly string[];
  readonly steps: readonly RunbookStep[];
}
