import 'server-only';
import type { AuditEntry } from '../contracts/action';
import type { Save } from '../contracts/save';
import type { Words } from '../domain/words/words';
import type { Savepoint } from '../runtime/facade';
import type { Exported } from './export';
import { AUDIT_COLUMNS, SAVE_COLUMNS } from './export-columns';
import { presentAuditEntry } from './present-action';
import { presentSave } from './present-save';

/** The saves that are asked for, of one instance; without an id of every instance. Sentences are in the words of who asks. */
export function savesExport(
  savepoint: Pick<Savepoint, 'listSaves'>,
  words: Words,
  which: Omit<Parameters<Savepoint['listSaves']>[0], 'limit' | 'before'>,
): Exported<Save> {
  return {
    what: 'saves',
    instanceId: which.instanceId,
    columns: SAVE_COLUMNS,
    read: async (page) => {
      const { rows, next } = await savepoint.listSaves({ ...which, ...page });
      return { rows: rows.map((save) => presentSave(save, words)), next };
    },
  };
}

/** The whole audit, or what of it belongs to one instance. */
export function auditExport(savepoint: Pick<Savepoint, 'listAudit'>, instanceId?: string): Exported<AuditEntry> {
  return {
    what: 'audit',
    instanceId,
    columns: AUDIT_COLUMNS,
    read: async (page) => {
      const { rows, next } = await savepoint.listAudit({ instanceId, ...page });
      return { rows: rows.map(presentAuditEntry), next };
    },
  };
}
