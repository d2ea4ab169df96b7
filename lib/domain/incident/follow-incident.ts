import { currentCause } from '../cause/current-cause';
import { addressOf, type RegisteredInstance } from '../instance/instance';
import { valueOf, type Facts, type GuardValue, type Observation, type Sighting } from '../observation/observation';
import { goodSaveAt } from '../save/proven-save';
import type { Cause } from '../save/save';
import type { SaveKnowledge } from '../save/save-knowledge';
import { writeAvailability } from '../state/write-availability';
import type { IncidentDraft, IncidentWait } from './incident';

/** One look at an instance, with what is known of it by then. */
export interface IncidentLook {
  readonly latest: Observation | null;
  /** The last sighting before `latest`; null where there never was any. */
  readonly before: Sighting | null;
  readonly knowledge: SaveKnowledge;
}

/**
 * The incident that this look shows to be there; null: none. A level, not an edge: whoever missed the moment in which it began finds it
 * at any later look, for as long as no good save is known, also after a restart of Redis (redis-persistence.md, 1.8).
 */
export function openingIncident(instance: RegisteredInstance, look: IncidentLook): IncidentDraft | null {
  const { latest, before, knowledge } = look;
  if (latest?.kind !== 'facts') return null;
  const { availability, cause } = writeAvailability(latest.facts);
  const failedSince = knowledge.failureOpenSince;
  const refuses = availability === 'rejected';
  if (failedSince === null && !refuses) return null;
  const openedAt = Math.min(failedSince ?? latest.at, latest.at);
  const draft: IncidentDraft = {
    instanceId: instance.id,
    name: instance.name,
    address: addressOf(instance.endpoint),
    environment: instance.environment,
    openedBy: failedSince === null ? 'refusals' : 'failed-save',
    openedFrom: Math.min(before?.at ?? openedAt, openedAt),
    openedAt,
    already: before === null || (failedSince !== null && knowledge.failuresInARow === null),
    cause: null,
    refusals: refuses ? (cause ?? 'rdb') : null,
    refusedFrom: null,
    refusedUntil: null,
    rdbFailed: false,
    aofRefused: false,
    failedBefore: 0,
    failedInARow: null,
    savedAgainAt: null,
    waitsFor: 'facts',
    closedAt: null,
    closedBy: null,
  };
  return followedIncident(draft, look, instance.expectedGuard);
}

/**
 * The same incident after a look; the very same value where nothing changed. It closes on what was seen alone: no answer, a restart and
 * what cannot be read close nothing.
 */
export function followedIncident<T extends IncidentDraft>(
  incident: T,
  { latest, knowledge }: IncidentLook,
  expectedGuard: GuardValue,
): T {
  if (incident.closedAt !== null || latest === null) return incident;
  if (latest.kind === 'problem') return incident.waitsFor === 'facts' ? incident : { ...incident, waitsFor: 'facts' };
  const seen = { ...incident, ...refusalsSeen(incident, latest), ...savesSeen(incident, latest, knowledge) };
  const waitsFor = waitOf(seen, latest, knowledge, expectedGuard);
  const closed =
    waitsFor === null
      ? { closedAt: latest.at, closedBy: seen.rdbFailed ? ('good-save' as const) : ('aof-writes' as const) }
      : {};
  const next = { ...seen, cause: betterCause(seen.cause, currentCause(latest.facts, knowledge)), waitsFor, ...closed };
  return isSame(incident, next) ? incident : next;
}

function refusalsSeen(
  { refusals, refusedFrom, refusedUntil, rdbFailed, aofRefused }: IncidentDraft,
  { at, facts }: Sighting,
): Partial<IncidentDraft> {
  const { availability, cause } = writeAvailability(facts);
  if (availability === 'rejected') {
    const by = cause ?? 'rdb';
    return {
      refusals: by,
      refusedFrom: refusedFrom ?? at,
      refusedUntil: null,
      rdbFailed: rdbFailed || by === 'rdb',
      aofRefused: aofRefused || by === 'aof',
    };
  }
  const isOver = availability === 'accepted' || availability === 'read-only';
  return refusals !== null && refusedUntil === null && isOver ? { refusedUntil: at } : {};
}

function savesSeen(incident: IncidentDraft, sighting: Sighting, knowledge: SaveKnowledge): Partial<IncidentDraft> {
  const { failedBefore, failedInARow } = incident;
  const fails = failsNow(sighting.facts, knowledge);
  const now = knowledge.failuresInARow;
  // A series that is shorter than it was is another one: a good save ended the first.
  const isAnother = now !== null && failedInARow !== null && now < failedInARow;
  return {
    rdbFailed: incident.rdbFailed || fails,
    failedBefore: isAnother ? failedBefore + failedInARow : failedBefore,
    failedInARow: now ?? failedInARow,
    savedAgainAt: fails || !incident.rdbFailed ? null : (incident.savedAgainAt ?? goodSaveAt(sighting, knowledge)),
  };
}

/** Also after a restart, as long as no good save was seen or proven since. */
function failsNow({ rdb }: Facts, { failureOpenSince }: SaveKnowledge): boolean {
  return rdb.lastStatus === 'err' || failureOpenSince !== null;
}

/** What it still takes to close it, from what was seen; null: nothing. */
function waitOf(
  incident: IncidentDraft,
  { facts }: Sighting,
  knowledge: SaveKnowledge,
  expectedGuard: GuardValue,
): IncidentWait | null {
  if (facts.loading.active !== false) return 'facts';
  if (incident.rdbFailed && failsNow(facts, knowledge)) return 'good-save';
  if (incident.rdbFailed && facts.rdb.lastStatus === null) return 'facts';
  // "ok" of a process that has just started is no save.
  if (incident.rdbFailed && incident.savedAgainAt === null) return 'good-save';
  const aof = incident.aofRefused ? aofWait(facts) : null;
  if (aof !== null) return aof;
  const { availability } = writeAvailability(facts);
  const guard = valueOf(facts.config.guard);
  if (availability === 'rejected') return 'writes';
  const needsGuard = incident.rdbFailed && expectedGuard === 'yes';
  if (needsGuard && guard === null) return 'guard-readable';
  if (availability === 'unknown') return 'facts';
  return needsGuard && guard === 'no' ? 'guard-on' : null;
}

/** An AOF that was switched off writes no more, and refuses nothing (redis-persistence.md, 2). */
function aofWait({ aof }: Facts): IncidentWait | null {
  if (aof.enabled === false || aof.lastWriteStatus === 'ok') return null;
  return aof.enabled === null || aof.lastWriteStatus === null ? 'facts' : 'aof';
}

const SURE = { unknown: 0, possible: 1, likely: 2, certain: 3 } as const;

/** What is known better stays: a restart or an evidence that was lost makes nobody forget a cause. */
function betterCause(known: Cause | null, seen: Cause | null): Cause | null {
  if (known === null || seen === null) return seen ?? known;
  const isOther = known.kind !== seen.kind || known.stage !== seen.stage || known.confidence !== seen.confidence;
  return isOther && weightOf(seen) >= weightOf(known) ? seen : known;
}

function weightOf({ kind, confidence, stage }: Cause): number {
  return (kind === 'unknown' ? 0 : 2 + 2 * SURE[confidence]) + (stage === null ? 0 : 1);
}

function isSame(a: IncidentDraft, b: IncidentDraft): boolean {
  return (Object.keys(b) as (keyof IncidentDraft)[]).every((name) => a[name] === b[name]);
}
