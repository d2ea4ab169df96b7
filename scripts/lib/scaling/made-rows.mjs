/** @typedef {import('../../../lib/store/store').TurnRecord} TurnRecord */

const T0 = Date.UTC(2026, 0, 1);
const MINUTE_MS = 60_000;
const RUN_ID = 'f'.repeat(40);

/** @param {number} n */
export const instanceOf = (n) => `orders-${String(n).padStart(6, '0')}`;

/** An id as long as a real one. @param {number} n */
const idOf = (n) => `01900000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`;

/**
 * A turn in which nothing is to be kept but what is remembered, `n` milliseconds after the first: a file leaves a row alone that is as it was.
 * @param {import('./real-memory.mjs').Remembered} remembered @param {number} n @returns {TurnRecord}
 */
export function quietTurn({ whole, changes, at }, n) {
  const now = changes.replaceAll(`${at}`, `${at + n}`);
  const memory = { at: T0 + n, since: 1, changes: now, whole: () => ({ at: T0 + n, json: whole, mark: 1 }) };
  return { saves: [], events: [], outsideChanges: [], exposure: [], memory };
}

/** A save by a save point, as most are. @param {number} n @param {string} instanceId @returns {import('../../../lib/domain/save/save').Save} */
export function madeSave(n, instanceId) {
  const startedAt = T0 + n * MINUTE_MS;
  return {
    id: idOf(n),
    instanceId,
    runId: RUN_ID,
    outcome: 'saved',
    startedAt,
    endedAt: startedAt + 6000,
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
  };
}

/** @param {number} n @param {string} instanceId @returns {import('../../../lib/domain/event/event').InstanceEvent} */
export function madeEvent(n, instanceId) {
  const at = T0 + n * MINUTE_MS;
  return { id: idOf(n), instanceId, from: at - 1000, to: at, detail: { kind: 'watch-started' } };
}

/** @param {number} n @returns {import('../../../lib/domain/picture/exposure').ExposureSample} */
export function madeExposure(n) {
  return { stepSeconds: 60, at: T0 + n * MINUTE_MS, most: n % 10_000 };
}
