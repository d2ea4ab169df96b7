import 'server-only';
import type { EpochMs } from '../domain/observation/observation';
import type { AuditFacts } from './audit-facts';

/** A node that was found through a group. */
export interface KeptMember {
  readonly instanceId: string;
  readonly group: string;
  readonly host: string;
  readonly port: number;
  /** Since when it is no longer announced; null while it is. */
  readonly goneSince: EpochMs | null;
}

/** The members of groups, as they are kept over a restart. */
export interface GroupStore {
  /** Those that this Savepoint wrote down itself: an address that was changed in the file is sent no password. */
  listMembers(): Promise<readonly KeptMember[]>;
  /** Keeps a member, with its audit record where it was not known yet. */
  keepMember(member: KeptMember, entry: AuditFacts): Promise<void>;
  /** Forgets a member as an instance that was removed: its history and the audit stay. */
  forgetMember(instanceId: string, entry: AuditFacts): Promise<void>;
}
