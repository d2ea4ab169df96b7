import 'server-only';
import { createHash } from 'node:crypto';
import { canonicalJson } from './canonical-json';
import type { AuditTable } from './tables/actions';

/** What the first record names as the hash before it. */
export const GENESIS_HASH = '0'.repeat(64);

/** SHA-256 in hex over the canonical JSON of the record, the hash of the record before it included. */
export function auditHash(record: Omit<AuditTable, 'hash'>): string {
  const { seq, id, entry_seq, at, kind, instance_id, body, previous_hash } = record;
  const hashed = { seq, id, entry_seq, at, kind, instance_id, body, previous_hash };
  return createHash('sha256').update(canonicalJson(hashed)).digest('hex');
}
