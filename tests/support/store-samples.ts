import type { Action, Actor, AuditEntry } from '../../lib/domain/action/action';
import type { InstanceEvent } from '../../lib/domain/event/event';
import type { RegisteredInstance } from '../../lib/domain/instance/instance';
import type { Save } from '../../lib/domain/save/save';
import type { Resolution, TurnRecord } from '../../lib/store/store';
import type { AuditFacts } from '../../lib/store/audit-facts';

/** A moment of the incident of 2017; times in the samples are given as distances from it. */
export const T0 = 1_500_000_000_000;

export const OPERATOR: Actor = { kind: 'user', name: 'oncall-1', role: 'operator' };

export function aSave(id: string, changes: Partial<Save> = {}): Save {
  return {
    id,
    instanceId: 'orders-primary',
    runId: 'f'.repeat(40),
    outcome: 'saved',
    startedAt: T0,
    endedAt: T0 + 6_000,
    durationSeconds: 6,
    trigger: 'save-point',
    actor: null,
    cowBytes: 49_283_072,
    forkUsec: 412,
    cause: null,
    source: 'observed',
    attempts: 1,
    note: null,
    snapshotWritten: true,
    actionId: null,
    ...changes,
  };
}

export function anEvent(id: string, changes: Partial<InstanceEvent> = {}): InstanceEvent {
  return { id, instanceId: 'orders-primary', from: T0, to: T0, detail: { kind: 'watch-started' }, ...changes };
}

export function aTurn(changes: Partial<TurnRecord> = {}): TurnRecord {
  return { saves: [], events: [], outsideChanges: [], exposure: [], memory: { at: T0, json: '{}' }, ...changes };
}

export function anAction(id: string, changes: Partial<Action> = {}): Action {
  return {
    id,
    kind: 'set-stop-writes',
    instanceId: 'orders-primary',
    actor: OPERATOR,
    approval: null,
    outcome: 'pending',
    before: null,
    after: null,
    requestedValue: 'no',
    reason: 'checkout down, INC-4312',
    terms: { until: { kind: 'next-good-save', at: null }, rewrite: false, saveTime: T0 / 1000, redisTime: T0 / 1000 },
    runId: 'f'.repeat(40),
    requestedAt: T0,
    resolvedAt: null,
    message: 'The guard is being switched off.',
    ...changes,
  };
}

export function aResolution(changes: Partial<Resolution> = {}): Resolution {
  return {
    outcome: 'applied',
    before: 'yes',
    after: 'no',
    resolvedAt: T0 + 40,
    message: 'The guard is off.',
    ...changes,
  };
}

export function anAuditedAct(changes: Partial<AuditEntry> = {}): AuditFacts {
  return {
    at: T0,
    kind: 'registered',
    actor: OPERATOR,
    instanceId: 'orders-primary',
    outcome: 'applied',
    message: 'orders-primary was registered.',
    action: null,
    ...changes,
  };
}

export function anInstance(id: string, changes: Partial<RegisteredInstance> = {}): RegisteredInstance {
  return {
    id,
    name: id,
    endpoint: { kind: 'tcp', host: '10.0.3.14', port: 6379, tls: false },
    database: 0,
    observer: { username: 'observer', password: 'observer-password' },
    operator: null,
    environment: 'production',
    expectedGuard: 'yes',
    tags: { team: 'checkout' },
    origin: { kind: 'registered' },
    ...changes,
  };
}
