import 'server-only';
import type { Kysely } from 'kysely';
import type { ApiTokensTable, PeopleTable, SessionsTable, SignInAttemptsTable, SignInWaysTable } from './tables/access';
import type {
  ActionsTable,
  ApprovalsTable,
  AuditHeadTable,
  AuditTable,
  BulkSavesTable,
  IdempotencyKeysTable,
  OverridesTable,
} from './tables/actions';
import type {
  EventsTable,
  ExposureTable,
  LogPlacesTable,
  SaveSumsLeftTable,
  SaveSumsTable,
  SavesTable,
  WatchChangesTable,
  WatchMemoryTable,
} from './tables/history';
import type {
  DeliveriesTable,
  IncidentChecksTable,
  IncidentNotesTable,
  IncidentsTable,
  OpenNoticesTable,
  ReceiversTable,
} from './tables/incidents';
import type { GroupMembersTable, RegisteredInstancesTable } from './tables/instances';
import type {
  StoreClaimsTable,
  StoreHolderTable,
  StoreLeasesTable,
  StoreMembersTable,
  WriteProbeTable,
} from './tables/sharing';

export interface Schema {
  readonly saves: SavesTable;
  readonly save_sums: SaveSumsTable;
  readonly bulk_saves: BulkSavesTable;
  readonly save_sums_left: SaveSumsLeftTable;
  readonly events: EventsTable;
  readonly actions: ActionsTable;
  readonly overrides: OverridesTable;
  readonly approvals: ApprovalsTable;
  readonly audit: AuditTable;
  readonly audit_head: AuditHeadTable;
  readonly idempotency_keys: IdempotencyKeysTable;
  readonly registered_instances: RegisteredInstancesTable;
  readonly group_members: GroupMembersTable;
  readonly watch_memory: WatchMemoryTable;
  readonly watch_changes: WatchChangesTable;
  readonly log_places: LogPlacesTable;
  readonly exposure: ExposureTable;
  readonly people: PeopleTable;
  readonly sessions: SessionsTable;
  readonly sign_in_ways: SignInWaysTable;
  readonly api_tokens: ApiTokensTable;
  readonly sign_in_attempts: SignInAttemptsTable;
  readonly incidents: IncidentsTable;
  readonly incident_notes: IncidentNotesTable;
  readonly incident_checks: IncidentChecksTable;
  readonly open_notices: OpenNoticesTable;
  readonly deliveries: DeliveriesTable;
  readonly receivers: ReceiversTable;
  readonly write_probe: WriteProbeTable;
  readonly store_holder: StoreHolderTable;
  readonly store_members: StoreMembersTable;
  readonly store_leases: StoreLeasesTable;
  readonly store_claims: StoreClaimsTable;
}

/** The database, or a transaction on it. */
export type Db = Kysely<Schema>;
