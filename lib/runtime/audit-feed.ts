import 'server-only';
import type { AuditEntry } from '../domain/action/action';
import { log } from '../log/log';
import type { Store } from '../store/store';

/** Tells what is new in the audit, in order and once. */
export function auditFeed(
  store: Store,
  tell: (entry: AuditEntry) => void,
): { start(): Promise<void>; tellNew(): Promise<void> } {
  let seq = 0;
  let turn: Promise<void> = Promise.resolve();
  const read = async (): Promise<void> => {
    try {
      for (const entry of await store.auditEntriesSince(seq, 500)) {
        seq = Math.max(seq, entry.seq);
        tell(entry);
      }
    } catch (error) {
      log.error({ err: error }, 'the audit could not be read');
    }
  };
  return {
    async start() {
      seq = await store.latestAuditSeq();
    },
    tellNew() {
      turn = turn.then(read);
      return turn;
    },
  };
}

/** One line of the log for an audit entry: with its hash it shows later whether the trail that is kept here is still the same. */
export function logAudit({ seq, at, kind, actor, instanceId, outcome, message, action, hash }: AuditEntry): void {
  const audit = {
    seq,
    at: new Date(at).toISOString(),
    kind,
    actor,
    instanceId,
    outcome,
    message,
    reason: action?.reason ?? null,
    hash,
  };
  log.info({ audit }, 'audit');
}
