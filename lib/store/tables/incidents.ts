import 'server-only';
import type { Generated } from 'kysely';
import type { IncidentDraft, IncidentEnd, IncidentWait } from '../../domain/incident/incident';
import type { Environment } from '../../domain/instance/instance';
import type { NoticeKind } from '../../domain/notice/notice';
import type { EpochMs } from '../../domain/observation/observation';
import type { JsonText } from './json-text';

/** Incidents, also those that are closed; at most one of an instance is open. */
export interface IncidentsTable {
  readonly number: Generated<number>;
  readonly instance_id: string;
  readonly name: string;
  readonly address: string;
  readonly environment: Environment;
  readonly opened_by: IncidentDraft['openedBy'];
  readonly opened_from: EpochMs;
  readonly opened_at: EpochMs;
  /** 1 or 0, as the two below. */
  readonly already: number;
  readonly cause: JsonText | null;
  readonly refusals: IncidentDraft['refusals'];
  readonly refused_from: EpochMs | null;
  readonly refused_until: EpochMs | null;
  readonly rdb_failed: number;
  readonly aof_refused: number;
  readonly failed_before: number;
  readonly failed_in_a_row: number | null;
  readonly saved_again_at: EpochMs | null;
  readonly waits_for: IncidentWait | null;
  readonly closed_at: EpochMs | null;
  readonly closed_by: IncidentEnd | null;
  /** What of the history of its time is older was deleted. */
  readonly history_from: EpochMs | null;
}

export interface IncidentNotesTable {
  readonly id: string;
  readonly incident: number;
  readonly at: EpochMs;
  /** Actor. */
  readonly actor: JsonText;
  readonly note: string;
  readonly struck_at: EpochMs | null;
  /** Actor. */
  readonly struck_by: JsonText | null;
}

/** Each tick of a step, and each that was taken back. */
export interface IncidentChecksTable {
  readonly id: string;
  readonly incident: number;
  readonly step_id: string;
  /** 1 or 0. */
  readonly done: number;
  readonly at: EpochMs;
  /** Actor. */
  readonly actor: JsonText;
}

/** Beginnings that were told, the end of which was not. */
export interface OpenNoticesTable {
  readonly instance_id: string;
  readonly kind: NoticeKind;
  readonly dedup_key: string;
  /** InstanceNotice, as it began. */
  readonly notice: JsonText;
}

/** What still has to be delivered. */
export interface DeliveriesTable {
  readonly seq: Generated<number>;
  readonly receiver: string;
  readonly instance_id: string;
  /** InstanceNotice. */
  readonly notice: JsonText;
  readonly kept_at: EpochMs;
  readonly tries: number;
  readonly next_at: EpochMs;
}

/** How deliveries went, by the name of the receiver. */
export interface ReceiversTable {
  readonly name: string;
  readonly delivered_at: EpochMs | null;
  readonly problem: string | null;
  readonly problem_at: EpochMs | null;
}
