import type { AuditEntry, AuditList } from '../contracts/action';
import { AUDIT_KEY } from './keys';
import { AUDIT } from './list-shape';
import type { Rows } from './use-rows';
import { useRows } from './use-rows';

/** Who asked for what, and what became of it. Newest first. */
export function useAudit(fallback?: AuditList): Rows<AuditEntry> {
  return useRows(AUDIT_KEY, AUDIT, fallback);
}
