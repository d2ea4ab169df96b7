import type { AuditEntry } from '../../lib/domain/action/action';
import { openStoreOf } from './store-folder';

/** All that the store in a folder has kept of the audit, newest first. */
export async function wholeAudit(dataDir: string): Promise<readonly AuditEntry[]> {
  const store = await openStoreOf(dataDir);
  try {
    const entries: AuditEntry[] = [];
    let before: string | undefined;
    do {
      const page = await store.listAudit({ limit: 500, ...(before === undefined ? {} : { before }) });
      entries.push(...page.rows);
      before = page.next ?? undefined;
    } while (before !== undefined);
    return entries;
  } finally {
    await store.close();
  }
}
