import 'server-only';
import type { Environment } from '../../domain/instance/instance';
import type { EpochMs, GuardValue } from '../../domain/observation/observation';
import type { JsonText } from './json-text';

export interface RegisteredInstancesTable {
  readonly id: string;
  readonly name: string;
  readonly endpoint: JsonText;
  readonly database_number: number;
  readonly sealed_credentials: string;
  readonly environment: Environment;
  readonly expected_guard: GuardValue;
  readonly tags: JsonText;
}

export interface GroupMembersTable {
  readonly instance_id: string;
  readonly group_name: string;
  readonly host: string;
  readonly port: number;
  readonly gone_since: EpochMs | null;
  /** Keyed hash of the others but `gone_since`: whoever changes the file alone cannot have a password sent elsewhere. */
  readonly seal: string;
}
