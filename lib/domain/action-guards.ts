import type { RegisteredInstance } from './instance';
import type { Capability } from './instance-view';
import { reasonOf, valueOf, type Facts, type GuardValue, type Observation } from './observation';
import type { Refusal, RefusalCode } from './result';
import { BLOCKED } from './strings';
import { scheduleSupported } from './version';
import { aofRefuses } from './write-availability';

/** What a capability is judged on. `latest` is the poll that ended last; `stale`: it ended too long ago. */
export interface CapabilityInput {
  readonly registered: RegisteredInstance;
  readonly latest: Observation | null;
  readonly stale: boolean;
}

/** Body of a switch of the guard, as the domain sees it. `until`: its kind alone. */
export interface SetStopWritesRequest {
  readonly value: GuardValue;
  readonly expected: GuardValue | null;
  readonly confirm: string | null;
  readonly reason: string | null;
  readonly until: 'next-good-save' | 'time' | 'none' | null;
  readonly rewrite: boolean;
  readonly runId: string | null;
}

/** Body of a BGSAVE, as the domain sees it. */
export interface BgsaveRequest {
  readonly schedule: boolean;
  readonly reason: string | null;
  readonly runId: string | null;
}

type BgsaveMode = 'start' | 'schedule';

const SHORTEST_REASON = 10;

/** May a BGSAVE be asked for now, and would Redis start it or keep it for after another child? */
export function bgsaveCapability(input: CapabilityInput): Capability & { readonly mode: BgsaveMode } {
  const facts = input.latest?.kind === 'facts' ? input.latest.facts : null;
  const reason = blockedForAll(input) ?? (facts === null ? BLOCKED.notRead : bgsaveBlocked(facts));
  return { allowed: reason === null, mode: facts === null ? 'start' : bgsaveMode(facts), reason };
}

/** May the guard be switched now? About the action as such: a value that is refused has its reason in the plan. */
export function setStopWritesCapability(input: CapabilityInput): Capability {
  const facts = input.latest?.kind === 'facts' ? input.latest.facts : null;
  const reason = blockedForAll(input) ?? (facts === null ? BLOCKED.notRead : switchBlocked(facts));
  return { allowed: reason === null, reason };
}

function blockedForAll({ registered, latest, stale }: CapabilityInput): string | null {
  if (registered.operator === null) return BLOCKED.readOnlyHere;
  if (latest === null) return BLOCKED.notRead;
  if (stale) return BLOCKED.stale;
  if (latest.kind === 'facts') return null;
  return ['auth', 'noperm'].includes(latest.problem.code) ? BLOCKED.noAccess : BLOCKED.unreachable;
}

/** Another child makes Redis refuse a plain BGSAVE; it can be kept for after it. */
export function bgsaveMode({ aof, forks }: Facts): BgsaveMode {
  return aof.rewriteInProgress === true || forks.moduleForkInProgress === true ? 'schedule' : 'start';
}

/** Why no BGSAVE can be asked for, scheduled or not; null when it can. */
export function bgsaveBlocked(facts: Facts): string | null {
  if (facts.loading.active === true) return BLOCKED.loading;
  if (facts.rdb.inProgress === true) return BLOCKED.saveRunning;
  if (bgsaveMode(facts) === 'schedule' && scheduleSupported(facts.server) === false) return BLOCKED.noSchedule;
  return null;
}

/** Only turning the guard off is useless while the AOF refuses: where it is off already, it may be turned on. */
function switchBlocked(facts: Facts): string | null {
  const value = valueOf(facts.config.guard);
  return guardBlocked(facts, value === 'no' ? 'yes' : 'no');
}

/** Why the guard cannot be set to `value`, whoever asks; null when it can. */
export function guardBlocked(facts: Facts, value: GuardValue): string | null {
  if (facts.loading.active === true) return BLOCKED.loading;
  if (valueOf(facts.config.guard) === null) return BLOCKED.guardUnreadable(reasonOf(facts.config.guard) ?? '');
  if (value === 'no' && aofRefuses(facts) === true) return BLOCKED.aof;
  return null;
}

/** Is this switch so grave that a reason and the typed name are asked for? */
export function needsConfirmation(instance: RegisteredInstance, value: GuardValue): boolean {
  return instance.environment === 'production' && value === 'no';
}

/** What is wrong with a switch of the guard whatever Redis says: known before it is asked. */
export function checkSwitchRequest(request: SetStopWritesRequest, instance: RegisteredInstance): Refusal | null {
  if (request.expected === null) return refusal('precondition_required', BLOCKED.expectedMissing);
  const fields = wrongFields(request, instance);
  if (Object.keys(fields).length > 0) return refusal('invalid', Object.values(fields).join(' '), { fields });
  return instance.operator === null ? refusal('not_possible', BLOCKED.readOnlyHere) : null;
}

/** Why this switch of the guard is not done, in the order of the HTTP contract; null when it may run. `facts` are read fresh. */
export function checkSetStopWrites(
  request: SetStopWritesRequest,
  instance: RegisteredInstance,
  facts: Facts,
): Refusal | null {
  const wrong = checkSwitchRequest(request, instance);
  if (wrong !== null) return wrong;
  const live = valueOf(facts.config.guard);
  if (isOtherProcess(request.runId, facts)) return conflict(BLOCKED.otherProcess, live);
  if (live !== null && request.expected !== live) return conflict(BLOCKED.otherValue(live), live);
  const blocked = guardBlocked(facts, request.value);
  if (blocked !== null) return refusal('not_possible', blocked);
  return live === request.value ? refusal('not_possible', BLOCKED.already(live)) : null;
}

function wrongFields(request: SetStopWritesRequest, instance: RegisteredInstance): Record<string, string> {
  const grave = needsConfirmation(instance, request.value);
  return {
    ...(grave && (request.reason ?? '').trim().length < SHORTEST_REASON ? { reason: BLOCKED.reasonShort } : {}),
    ...(grave && request.confirm !== instance.name ? { confirm: BLOCKED.confirmWrong } : {}),
    ...(request.until !== null && request.until !== 'none' ? { until: BLOCKED.untilLater } : {}),
    ...(request.rewrite ? { rewrite: BLOCKED.rewriteLater } : {}),
  };
}

/** A run id that was given and cannot be compared counts as another: a precondition is never ignored. */
function isOtherProcess(runId: string | null, { server }: Facts): boolean {
  return runId !== null && runId !== server.runId;
}

/** Why this BGSAVE is not sent; null when it may be. `facts` are read fresh. */
export function checkBgsave(request: BgsaveRequest, instance: RegisteredInstance, facts: Facts): Refusal | null {
  if (instance.operator === null) return refusal('not_possible', BLOCKED.readOnlyHere);
  if (isOtherProcess(request.runId, facts)) return conflict(BLOCKED.otherProcess, valueOf(facts.config.guard));
  const blocked = bgsaveBlocked(facts);
  if (blocked !== null) return refusal('not_possible', blocked);
  if (request.schedule)
    return scheduleSupported(facts.server) === false ? refusal('not_possible', BLOCKED.noSchedule) : null;
  return bgsaveMode(facts) === 'schedule' ? refusal('not_possible', BLOCKED.needsSchedule) : null;
}

function conflict(message: string, value: GuardValue | null): Refusal {
  return refusal('conflict', message, { current: { value, by: null, at: null } });
}

function refusal(code: RefusalCode, message: string, details: Readonly<Record<string, unknown>> = {}): Refusal {
  return { code, message, details };
}
