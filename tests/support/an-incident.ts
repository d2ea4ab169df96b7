import type { AuditEntry } from '../../lib/domain/action/action';
import type { Incident, IncidentDraft } from '../../lib/domain/incident/incident';
import type { Save } from '../../lib/domain/save/save';
import { aSave, anAuditedAct, T0 } from './store-samples';

/** Saves fail and writes are refused, as seen 3 s after the first failure. */
export function aDraft(changed: Partial<IncidentDraft> = {}): IncidentDraft {
  return {
    instanceId: 'orders-primary',
    name: 'orders-primary',
    address: '10.0.3.14:6379',
    environment: 'production',
    openedBy: 'failed-save',
    openedFrom: T0 - 1000,
    openedAt: T0,
    already: false,
    cause: null,
    refusals: 'rdb',
    refusedFrom: T0,
    refusedUntil: null,
    rdbFailed: true,
    aofRefused: false,
    failedBefore: 0,
    failedInARow: 1,
    savedAgainAt: null,
    waitsFor: 'good-save',
    closedAt: null,
    closedBy: null,
    ...changed,
  };
}

export function anIncident(number: number, changed: Partial<Incident> = {}): Incident {
  return { ...aDraft(), number, historyFrom: null, ...changed };
}

/** A failed attempt of a save point, `seconds` after T0. */
export function aFailure(id: string, seconds: number, changed: Partial<Save> = {}): Save {
  const at = T0 + seconds * 1000;
  const failed = { outcome: 'failed', snapshotWritten: false, durationSeconds: null, cowBytes: null } as const;
  return aSave(id, { ...failed, startedAt: at, endedAt: at + 10, ...changed });
}

export function anEntry(seq: number, changed: Partial<AuditEntry> = {}): AuditEntry {
  return { id: `e-${seq}`, seq, hash: `hash-${seq}`, previousHash: `hash-${seq - 1}`, ...anAuditedAct(), ...changed };
}
