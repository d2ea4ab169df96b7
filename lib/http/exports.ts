import 'server-only';
import type { AuditEntry } from '../contracts/action';
import type { Save } from '../contracts/save';
import type { EpochMs } from '../domain/observation/observation';
import type { Words } from '../domain/words/words';
import type { Savepoint } from '../runtime/facade';
import type { Exported } from './export';
import { AUDIT_COLUMNS, SAVE_COLUMNS } from './export-columns';
import { presentAuditEntry } from './present-action';
import { presentSave } from './present-save';
import { isoTime } from './time';

type Which = Omit<Parameters<Savepoint['listSaves']>[0], 'limit' | 'before'>;

/** `20261114T050000Z` */
const stamp = (at: EpochMs): string => isoTime(at).replaceAll(/[-:]|\.\d+/g, '');

/** A file of some of the saves says so by its name: it must not be taken for all of them. */
function whatIsIn({ outcome, from, to }: Which): string {
  const since = from === undefined ? [] : ['from', stamp(from)];
  const until = to === undefined ? [] : ['to', stamp(to)];
  return ['saves', outcome ?? [], since, until].flat().join('-');
}

/** The saves that are asked for, of one instance; without an id of every instance. Sentences are in the words of who asks. */
export function savesExport(savepoint: Pick<Savepoint, 'listSaves'>, words: Words, which: Which): Exported<Save> {
  return {
    what: whatIsIn(which),
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
