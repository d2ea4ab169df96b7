import 'server-only';
import type { EventKind } from '../../domain/event/event';
import type { EpochMs } from '../../domain/observation/observation';
import type { ExposureStep } from '../../domain/picture/exposure';
import type { SaveOutcome, SaveSource, SaveTrigger } from '../../domain/save/save';
import type { JsonText } from './json-text';

export interface SavesTable {
  readonly id: string;
  readonly instance_id: string;
  /** When it started, else ended, else was first recorded: what lists are ordered by. */
  readonly sort_at: EpochMs;
  readonly run_id: string | null;
  readonly outcome: SaveOutcome;
  readonly started_at: EpochMs | null;
  readonly ended_at: EpochMs | null;
  readonly duration_seconds: number | null;
  readonly trigger: SaveTrigger;
  readonly actor: string | null;
  readonly cow_bytes: number | null;
  readonly fork_usec: number | null;
  readonly cause: JsonText | null;
  readonly source: SaveSource;
  readonly attempts: number;
  readonly note: string | null;
  /** 1 or 0: SQLite has no boolean. */
  readonly snapshot_written: number | null;
  readonly action_id: string | null;
  /** Which save of its log it was joined with; null where none was. Of one instance none comes twice. */
  readonly log_key: string | null;
}

/** The saves of an instance that began in one third of a day, `at` its beginning, by outcome. */
export interface SaveSumsTable {
  readonly instance_id: string;
  readonly at: EpochMs;
  readonly outcome: SaveOutcome;
  /** Whether they wrote a snapshot: 1 or 0, and -1 where it is not known, for null is in no key. */
  readonly written: number;
  readonly attempts: number;
  readonly longest_seconds: number | null;
  readonly most_copied: number | null;
  readonly longest_fork: number | null;
}

/** One row as long as older saves are still to be counted, and none after that. */
export interface SaveSumsLeftTable {
  readonly id: number;
  readonly whole_from: EpochMs;
  /** Of the step before that, up to which instance in the order of their ids they are counted; empty where none is. */
  readonly done_to: string;
}

export interface EventsTable {
  readonly id: string;
  readonly instance_id: string;
  /** The end of the interval in which it happened. */
  readonly sort_at: EpochMs;
  readonly happened_from: EpochMs;
  readonly kind: EventKind;
  readonly detail: JsonText;
}

export interface WatchMemoryTable {
  readonly instance_id: string;
  readonly at: EpochMs;
  readonly memory: JsonText;
}

/** What is remembered of an instance otherwise than in its whole memory, if `whole_at` is the time of that one. */
export interface WatchChangesTable {
  readonly instance_id: string;
  /** Names the whole memory that it belongs to, so that no other one is told otherwise by it. */
  readonly mark: number;
  readonly whole_at: EpochMs;
  readonly at: EpochMs;
  /** Null: nothing is otherwise. */
  readonly changes: JsonText | null;
}

/** How far the log of an instance was read. */
export interface LogPlacesTable {
  readonly instance_id: string;
  readonly place: JsonText;
}

/** The most changes that were in no snapshot in one step of time. A step of which nothing is known has no row. */
export interface ExposureTable {
  readonly instance_id: string;
  readonly step_seconds: ExposureStep;
  /** The beginning of the step, a whole multiple of it. */
  readonly at: EpochMs;
  readonly most: number;
}
