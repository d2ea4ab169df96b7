import { needsSecondPerson } from './approval';
import { guardBlocked, needsConfirmation, rewriteBlocked } from './action-guards';
import type { WriteAvailability } from '../state/instance-view';
import { valueOf, type Facts, type GuardValue } from '../observation/observation';
import type { Plan, PlanCheck } from './plan';
import type { PlanInput } from './plan-input';
import { goodSaveAt } from '../save/proven-save';
import { sinceWhen, whereWritesAre } from '../state/state-context';
import { all, is } from '../observation/three-valued';
import { replicaRefuses } from '../observation/version';
import type { Words } from '../words/words';
import { aofRefuses, guardHelps, writeAvailability } from '../state/write-availability';

/** What turning the guard off or on would do, and what it would not. */
export function planGuard(input: PlanInput, words: Words): Plan {
  const { registered, request, sighting } = input;
  const { facts } = sighting;
  const current = valueOf(facts.config.guard);
  const value = request.value ?? (current === 'no' ? 'yes' : 'no');
  const writes = writeAvailability(facts, words);
  const grave = needsConfirmation(registered, value);
  return {
    action: 'set-stop-writes',
    value,
    current,
    runId: facts.server.runId,
    role: facts.server.role,
    helps: guardHelps(facts, writes),
    mode: null,
    checks: checks(input, writes, words),
    consequences: value === 'no' ? turningOff(input, writes, words) : turningOn(facts, words),
    limits: limits(facts, words),
    warnings: value === 'no' ? warningsOff(input, words) : warningsOn(facts, words),
    blocked: blockedNow(input, value, words),
    advice: advice(facts, value, writes, words),
    reasonRequired: grave,
    confirmRequired: grave,
    secondPerson: needsSecondPerson(registered, value, input.secondPersonIn ?? []),
    rewrite: { file: facts.server.configFile, reason: rewriteBlocked(facts, words) },
    readAt: sighting.at,
  };
}

function blockedNow({ registered, sighting }: PlanInput, value: GuardValue, words: Words): string | null {
  const { blocked } = words;
  if (registered.operator === null) return blocked.readOnlyHere;
  const already = valueOf(sighting.facts.config.guard) === value ? blocked.already(value) : null;
  return guardBlocked(sighting.facts, value, words) ?? already;
}

function checks({ sighting }: PlanInput, writes: WriteAvailability, words: Words): PlanCheck[] {
  const { availability, evidence, reason } = writes;
  const { guardPlan } = words;
  const { facts } = sighting;
  const current = valueOf(facts.config.guard);
  const out: PlanCheck[] = [];
  if (current !== null) out.push({ level: 'ok', text: guardPlan.okRead(current), command: null });
  else out.push({ level: 'block', text: guardBlocked(facts, 'yes', words) ?? '', command: null });
  if (availability === 'read-only') return out;
  if (evidence !== 'ping') return [...out, { level: 'warn', text: guardPlan.warnNoProof(reason), command: null }];
  const text = availability === 'rejected' ? guardPlan.okProof : guardPlan.okAccepted;
  return [...out, { level: 'ok', text, command: null }];
}

function turningOff(input: PlanInput, writes: WriteAvailability, words: Words): string[] {
  const { guardPlan } = words;
  const { facts } = input.sighting;
  const failing = facts.rdb.lastStatus === 'err';
  return [
    ...(isReplica(facts) ? [guardPlan.replicaOnly] : [effectOnWrites(facts, writes, words)]),
    ...(failing
      ? [guardPlan.stillFailing, exposure(input, words), whatIsLost(facts, words)]
      : [guardPlan.goesOnAfterFailure]),
    guardPlan.notByItself,
  ];
}

function effectOnWrites(facts: Facts, writes: WriteAvailability, { guardPlan, blocked }: Words): string {
  if (writes.availability === 'accepted') return guardPlan.writesUnchanged;
  if (writes.availability === 'unknown') return guardPlan.writesMaybe;
  return guardHelps(facts, writes) === false ? blocked.aof : guardPlan.writesOpen;
}

function exposure({ sighting, knowledge }: PlanInput, words: Words): string {
  const since = sinceWhen(sighting, goodSaveAt(sighting, knowledge), words);
  return words.guardPlan.nothingOnDisk(sighting.facts.rdb.changesSinceLastSave, since);
}

function whatIsLost(facts: Facts, { guardPlan }: Words): string {
  const where = whereWritesAre(facts);
  if (where === 'aof') return guardPlan.lostAof;
  return where === 'unknown' || facts.aof.enabled !== false ? guardPlan.lostUnknown : guardPlan.lostNoAof;
}

function turningOn(facts: Facts, { guardPlan }: Words): string[] {
  const points = valueOf(facts.config.savePoints);
  if (points?.length === 0) return [guardPlan.guardsNothing];
  if (facts.rdb.lastStatus === null) return [guardPlan.maybeRejectedAtOnce];
  if (isReplica(facts)) return [guardPlan.replicaOnly];
  return [facts.rdb.lastStatus === 'err' ? guardPlan.rejectedAtOnce : guardPlan.guardsAgain];
}

function limits(facts: Facts, { guardPlan }: Words): string[] {
  const fix = facts.rdb.lastStatus === 'ok' ? guardPlan.noReach : guardPlan.noFix;
  return [fix, guardPlan.notAof];
}

function warningsOff({ sighting, knowledge }: PlanInput, { guardPlan, savePlan }: Words): string[] {
  const { facts } = sighting;
  const replicas = facts.replication.connectedReplicas ?? 0;
  const failures = facts.rdb.lastStatus === 'err' ? (knowledge.failuresInARow ?? 0) : 0;
  return [
    ...(replicas > 0 && replicaRefuses(facts.server) !== false ? [guardPlan.replicasKeep(replicas)] : []),
    ...(failures > 0 ? [savePlan.failures(failures)] : []),
  ];
}

function warningsOn(facts: Facts, { guardPlan }: Words): string[] {
  if (facts.rdb.lastStatus !== 'err' || valueOf(facts.config.savePoints)?.length === 0) return [];
  if (!isReplica(facts)) return [guardPlan.pingRefused];
  const ignores = is(valueOf(facts.config.replicaIgnoreDiskWriteErrors), 'no');
  return all(replicaRefuses(facts.server), ignores) === false ? [] : [guardPlan.replicaCrash];
}

function advice(facts: Facts, value: GuardValue, { availability }: WriteAvailability, { guardPlan }: Words): string {
  const failing = facts.rdb.lastStatus === 'err';
  if (value === 'yes') return failing ? guardPlan.adviceOn : guardPlan.adviceOnHealthy;
  if (aofRefuses(facts) === true) return guardPlan.adviceAof;
  return failing || availability === 'rejected' ? guardPlan.adviceSave : guardPlan.adviceHealthy;
}

function isReplica({ server }: Facts): boolean {
  return server.role === 'replica';
}
