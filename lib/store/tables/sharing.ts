import 'server-only';
import type { EpochMs } from '../../domain/observation/observation';
import type { JsonText } from './json-text';

/** One row that `check` writes, to see that the store can be written. */
export interface WriteProbeTable {
  readonly id: number;
  readonly writes: number;
}

/** A Savepoint that shares the database. Times in milliseconds by the clock of the database. Empty where it is a file. */
export interface StoreMembersTable {
  readonly id: string;
  /** Its host and process, for people. */
  readonly name: string;
  /** Of its secret key: those who share have the same. */
  readonly key_print: string;
  /** From when on it has been there without a break. */
  readonly since: EpochMs;
  /** From then on others may take it for dead. */
  readonly expires_at: EpochMs;
  /** The ids of the instances that it watches. */
  readonly watches: JsonText;
}

/** Which member records an instance. */
export interface StoreLeasesTable {
  readonly instance_id: string;
  readonly member: string;
}

/** What a member has to itself, by name. `token`: which taking of it this is. */
export interface StoreClaimsTable {
  readonly name: string;
  readonly token: string;
  readonly member: string;
  readonly who: string;
}

/** Used by releases that had one Savepoint at a time on a database. */
export interface StoreHolderTable {
  readonly id: number;
  readonly holder: string;
}
