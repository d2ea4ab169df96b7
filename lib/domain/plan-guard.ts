import { guardBlocked, needsConfirmation } from './action-guards';
import { processStart } from './clock';
import { utc } from './format';
import type { WriteAvailability } from './instance-view';
import { valueOf, type Facts, type GuardValue } from './observation';
import type { Plan, PlanCheck } from './plan';
import type { PlanInput } from './plan-input';
import { goodSaveAt, whereWritesAre } from './state-context';
import { BLOCKED, GUARD_PLAN, SAVE_PLAN, SUMMARY } from './strings';
import { all, is } from './three-valued';
import { replicaRefuses } from './version';
import { aofRefuses, guardHelps, writeAvailability } from './write-availability';

/** What turning the guard off or on would do, and what it would not. */
export function planGuard(input: PlanInput): Plan {
  const { registered, request, sighting } = input;
  const { facts } = sighting;
  const current = valueOf(facts.config.guard);
  const value = request.value ?? (current === 'no' ? 'yes' : 'no');
  const writes = writeAvailability(facts);
  const grave = needsConfirmation(registered, value);
  return {
    action: 'set-stop-writes',
    value,
    current,
    runId: facts.server.runId,
    role: facts.server.role,
    helps: guardHelps(facts, writes),
    mode: null,
    checks: checks(input, writes),
    consequences: value === 'no' ? turningOff(input, writes) : turningOn(facts),
    limits: limits(facts),
    warnings: value === 'no' ? warningsOff(input) : warningsOn(facts),
    blocked: blocked(input, value, current),
    advice: advice(facts, value, writes),
    reasonRequired: grave,
    confirmRequired: grave,
    readAt: sighting.at,
  };
}

function blocked({ registered, sighting }: PlanInput, value: GuardValue, current: GuardValue | null): string | null {
  if (registered.operator === null) return BLOCKED.readOnlyHere;
  return guardBlocked(sighting.facts, value) ?? (current === value ? BLOCKED.already(current) : null);
}

function checks({ sighting }: PlanInput, { availability, evidence, reason }: WriteAvailability): PlanCheck[] {
  const { facts } = sighting;
  const current = valueOf(facts.config.guard);
  const out: PlanCheck[] = [];
  if (current !== null) out.push({ level: 'ok', text: GUARD_PLAN.okRead(current), command: null });
  else out.push({ level: 'block', text: guardBlocked(facts, 'yes') ?? '', command: null });
  if (availability === 'read-only') return out;
  if (evidence !== 'ping') return [...out, { level: 'warn', text: GUARD_PLAN.warnNoProof(reason), command: null }];
  const text = availability === 'rejected' ? GUARD_PLAN.okProof : GUARD_PLAN.okAccepted;
  return [...out, { level: 'ok', text, command: null }];
}

function turningOff(input: PlanInput, writes: WriteAvailability): string[] {
  const { facts } = input.sighting;
  const failing = facts.rdb.lastStatus === 'err';
  return [
    ...(isReplica(facts) ? [GUARD_PLAN.replicaOnly] : [effectOnWrites(facts, writes)]),
    ...(failing ? [GUARD_PLAN.stillFailing, exposure(input), whatIsLost(facts)] : [GUARD_PLAN.goesOnAfterFailure]),
    GUARD_PLAN.notByItself,
  ];
}

function effectOnWrites(facts: Facts, writes: WriteAvailability): string {
  if (writes.availability === 'accepted') return GUARD_PLAN.writesUnchanged;
  if (writes.availability === 'unknown') return GUARD_PLAN.writesMaybe;
  return guardHelps(facts, writes) === false ? BLOCKED.aof : GUARD_PLAN.writesOpen;
}

function exposure({ sighting, knowledge }: PlanInput): string {
  const good = goodSaveAt(sighting, knowledge);
  const start = processStart(sighting);
  const begun = start === null ? SUMMARY.sinceStart : `${SUMMARY.sinceStart} at ${utc(start, sighting.at)}`;
  const since = good === null ? begun : utc(good, sighting.at);
  return GUARD_PLAN.nothingOnDisk(sighting.facts.rdb.changesSinceLastSave, since);
}

function whatIsLost(facts: Facts): string {
  const where = whereWritesAre(facts);
  if (where === 'aof') return GUARD_PLAN.lostAof;
  return where === 'unknown' || facts.aof.enabled !== false ? GUARD_PLAN.lostUnknown : GUARD_PLAN.lostNoAof;
}

function turningOn(facts: Facts): string[] {
  const points = valueOf(facts.config.savePoints);
  if (points?.length === 0) return [GUARD_PLAN.guardsNothing];
  if (facts.rdb.lastStatus === null) return [GUARD_PLAN.maybeRejectedAtOnce];
  if (isReplica(facts)) return [GUARD_PLAN.replicaOnly];
  return [facts.rdb.lastStatus === 'err' ? GUARD_PLAN.rejectedAtOnce : GUARD_PLAN.guardsAgain];
}

function limits(facts: Facts): string[] {
  const fix = facts.rdb.lastStatus === 'ok' ? GUARD_PLAN.noReach : GUARD_PLAN.noFix;
  return [fix, GUARD_PLAN.notAof];
}

function warningsOff({ sighting, knowledge }: PlanInput): string[] {
  const { facts } = sighting;
  const replicas = facts.replication.connectedReplicas ?? 0;
  const failures = facts.rdb.lastStatus === 'err' ? (knowledge.failuresInARow ?? 0) : 0;
  return [
    ...(replicas > 0 && replicaRefuses(facts.server) !== false ? [GUARD_PLAN.replicasKeep(replicas)] : []),
    ...(failures > 0 ? [SAVE_PLAN.failures(failures)] : []),
  ];
}

function warningsOn(facts: Facts): string[] {
  if (facts.rdb.lastStatus !== 'err' || valueOf(facts.config.savePoints)?.length === 0) return [];
  if (!isReplica(facts)) return [GUARD_PLAN.pingRefused];
  const ignores = is(valueOf(facts.config.replicaIgnoreDiskWriteErrors), 'no');
  return all(replicaRefuses(facts.server), ignores) === false ? [] : [GUARD_PLAN.replicaCrash];
}

function advice(facts: Facts, value: GuardValue, { availability }: WriteAvailability): string {
  const failing = facts.rdb.lastStatus === 'err';
  if (value === 'yes') return failing ? GUARD_PLAN.adviceOn : GUARD_PLAN.adviceOnHealthy;
  if (aofRefuses(facts) === true) return GUARD_PLAN.adviceAof;
  return failing || availability === 'rejected' ? GUARD_PLAN.adviceSave : GUARD_PLAN.adviceHealthy;
}

function isReplica({ server }: Facts): boolean {
  return server.role === 'replica';
}
