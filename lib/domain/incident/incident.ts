import type { Actor } from '../action/action';
import type { Environment } from '../instance/instance';
import type { EpochMs } from '../observation/observation';
import type { Cause } from '../save/save';

/** What keeps an incident open. `facts`: Redis does not answer, loads, or does not tell enough. */
export type IncidentWait = 'good-save' | 'aof' | 'writes' | 'guard-on' | 'guard-readable' | 'facts';
export type IncidentEnd = 'good-save' | 'aof-writes' | 'removed';

/** A time in which saves failed, or writes were refused, before it has a number. */
export interface IncidentDraft {
  readonly instanceId: string;
  /** As it was when the incident opened. */
  readonly name: string;
  readonly address: string;
  readonly environment: Environment;
  readonly openedBy: 'failed-save' | 'refusals';
  /** It began in `openedFrom`..`openedAt`, both equal where the instant is known. */
  readonly openedFrom: EpochMs;
  readonly openedAt: EpochMs;
  /** It was so at the first look: it began then or earlier. */
  readonly already: boolean;
  /** As well as it is known so far. */
  readonly cause: Cause | null;
  /** What refused writes, at the latest; null: none were refused, as far as was seen. */
  readonly refusals: 'rdb' | 'aof' | null;
  readonly refusedFrom: EpochMs | null;
  /** Null while they are refused, and where the end was not seen. */
  readonly refusedUntil: EpochMs | null;
  /** A save failed in it: then it takes a good one, and the guard, to close it. */
  readonly rdbFailed: boolean;
  /** The AOF refused writes in it: then it has to write again. */
  readonly aofRefused: boolean;
  /** Failed attempts of series that a good save ended, and of the one that goes on; null: none of it was counted. */
  readonly failedBefore: number;
  readonly failedInARow: number | null;
  /** A good save that was seen or proven after it opened, and that no failure followed. */
  readonly savedAgainAt: EpochMs | null;
  /** Null once it is closed. */
  readonly waitsFor: IncidentWait | null;
  readonly closedAt: EpochMs | null;
  readonly closedBy: IncidentEnd | null;
}

export interface Incident extends IncidentDraft {
  /** 1, 2, 3 …: never given twice. */
  readonly number: number;
  /** What of its history is older than this was deleted; null: nothing was. */
  readonly historyFrom: EpochMs | null;
}

/** What somebody wrote down. Struck, it stays. */
export interface IncidentNote {
  readonly id: string;
  readonly at: EpochMs;
  readonly actor: Actor;
  readonly text: string;
  readonly struck: { readonly at: EpochMs; readonly actor: Actor } | null;
}

/** A step of a runbook was ticked, or the tick taken back. */
export interface IncidentStep {
  readonly id: string;
  readonly stepId: string;
  readonly done: boolean;
  readonly at: EpochMs;
  readonly actor: Actor;
}

/** Failed attempts that were counted; null: saves failed already, and none was counted since. */
export function failedAttempts({ failedBefore, failedInARow }: IncidentDraft): number | null {
  return failedInARow === null && failedBefore === 0 ? null : failedBefore + (failedInARow ?? 0);
}

/** Are writes refused, as far as was seen last? */
export function isRefusing({ refusedFrom, refusedUntil }: IncidentDraft): boolean {
  return refusedFrom !== null && refusedUntil === null;
}

/** The path of its page. */
export function incidentLink(number: number): string {
  return `/incidents/${number}`;
}
