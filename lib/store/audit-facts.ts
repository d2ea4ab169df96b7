import 'server-only';
import type { AuditEntry } from '../domain/action/action';

/** What an audit record says besides its place in the chain. */
export type AuditFacts = Omit<AuditEntry, 'id' | 'seq' | 'hash' | 'previousHash'>;
