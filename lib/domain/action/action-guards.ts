import type { ActionApproval } from './action';
import type { RegisteredInstance } from '../instance/instance';
import { bgsaveTrouble, configTrouble } from '../instance/withheld';
import type { Maybe } from '../observation/three-valued';
import type { Capability } from '../state/instance-view';
import { valueOf, type Facts, type GuardValue, type Observation } from '../observation/observation';
import { canRestore, type Override, type OverrideEnd } from './override';
import type { Refusal, RefusalCode } from '../result';
import { reasonIn } from '../words/told';
import { scheduleSupported } from '../observation/version';
import type { Words } from '../words/words';
import { EN } from '../words/en';
import { aofRefuses } from '../state/write-availability';

/** What a capability is judged on. `latest` is the poll that ended last; `stale`: it ended too long ago. */
export interface CapabilityInput {
  readonly registered: RegisteredInstance;
  readonly latest: Observation | null;
  readonly stale: boolean;
  /** False: the store takes nothing, so no intent could be kept. Absent: it does. */
  readonly recording?: boolean;
  /** Is there a BGSAVE at all? Absent or null: not known, and then it is tried. */
  readonly hasBgsave?: Maybe;
}

/** Body of a switch of the guard, as the domain sees it. */
export interface SetStopWritesRequest {
  readonly value: GuardValue;
  readonly expected: GuardValue | null;
  readonly confirm: string | null;
  readonly reason: string | null;
  readonly until: OverrideEnd | null;
  readonly rewrite: boolean;
  readonly runId: string | null;
  /** It is the end of this override, as it was judged: only while that is still so, and only where it stops no write. */
  readonly ends?: Pick<Override, 'id' | 'setAt'>;
  /** A second person has approved it: only while that approval still waits to be given. */
  readonly approval?: ActionApproval;
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
export function bgsaveCapability(
  input: CapabilityInput,
  words: Words = EN,
): Capability & { readonly mode: BgsaveMode } {
  const facts = input.latest?.kind === 'facts' ? input.latest.facts : null;
  const reason =
    blockedForAll(input, words) ??
    noBgsave(input.registered, words, input.hasBgsave) ??
    (facts === null ? words.blocked.notRead : bgsaveBlocked(facts, words));
  return { allowed: reason === null, mode: facts === null ? 'start' : bgsaveMode(facts), reason };
}

/** May the guard be switched now? About the action as such: a value that is refused has its reason in the plan. */
export function setStopWritesCapability(input: CapabilityInput, words: Words = EN): Capability {
  const facts = input.latest?.kind === 'facts' ? input.latest.facts : null;
  const reason = blockedForAll(input, words) ?? (facts === null ? words.blocked.notRead : switchBlocked(facts, words));
  return { allowed: reason === null, reason };
}

/** Why there is no save to ask for on this server at all; null when there is, or it is not known. */
export function noBgsave(registered: RegisteredInstance, words: Words, hasBgsave: Maybe = null): string | null {
  const trouble = bgsaveTrouble(registered, hasBgsave);
  return trouble === null ? null : words.unreadable(trouble);
}

function blockedForAll(
  { registered, latest, stale, recording = true }: CapabilityInput,
  { blocked }: Words,
): string | null {
  if (registered.operator === null) return blocked.readOnlyHere;
  if (!recording) return blocked.notRecording;
  if (latest === null) return blocked.notRead;
  if (stale) return blocked.stale;
  if (latest.kind === 'facts') return null;
  return ['auth', 'noperm'].includes(latest.problem.code) ? blocked.noAccess : blocked.unreachable;
}

/** Another child makes Redis refuse a plain BGSAVE; it can be kept for after it. */
export function bgsaveMode({ aof, forks }: Facts): BgsaveMode {
  return aof.rewriteInProgress === true || forks.moduleForkInProgress === true ? 'schedule' : 'start';
}

/** Why no BGSAVE can be asked for, scheduled or not; null when it can. */
export function bgsaveBlocked(facts: Facts, { blocked }: Words): string | null {
  if (facts.loading.active === true) return blocked.loading;
  if (facts.rdb.inProgress === true) return blocked.saveRunning;
  if (bgsaveMode(facts) === 'schedule' && scheduleSupported(facts.server) === false) return blocked.noSchedule;
  return null;
}

/** Only turning the guard off is useless while the AOF refuses: where it is off already, it may be turned on. */
function switchBlocked(facts: Facts, words: Words): string | null {
  const value = valueOf(facts.config.guard);
  return guardBlocked(facts, value === 'no' ? 'yes' : 'no', words);
}

/** Why the guard cannot be set to `value`, whoever asks; null when it can. */
export function guardBlocked(facts: Facts, value: GuardValue, words: Words): string | null {
  const { guard } = facts.config;
  if (facts.loading.active === true) return words.blocked.loading;
  const trouble = configTrouble(facts);
  // No right would help.
  if (trouble !== null) return words.text([words.unreadable(trouble), words.withheld.noConfig]);
  if (valueOf(guard) === null) return words.blocked.guardUnreadable(reasonIn(guard, words) ?? '');
  if (value === 'no' && aofRefuses(facts) === true) return words.blocked.aof;
  return null;
}

/** Is this switch so grave that a reason and the typed name are asked for? */
export function needsConfirmation(instance: RegisteredInstance, value: GuardValue): boolean {
  return instance.environment === 'production' && value === 'no';
}

/** What is wrong with a switch of the guard whatever Redis says: known before it is asked. */
export function checkSwitchRequest(
  request: SetStopWritesRequest,
  instance: RegisteredInstance,
  words: Words = EN,
): Refusal | null {
  if (request.expected === null) return refusal('precondition_required', words.blocked.expectedMissing);
  const fields = wrongFields(request, instance, words);
  if (Object.keys(fields).length > 0) return refusal('invalid', words.text(Object.values(fields)), { fields });
  return instance.operator === null ? refusal('not_possible', words.blocked.readOnlyHere) : null;
}

/** Why this switch of the guard is not done, in the order of the HTTP contract; null when it may run. `facts` are read fresh. */
export function checkSetStopWrites(
  request: SetStopWritesRequest,
  instance: RegisteredInstance,
  facts: Facts,
  words: Words = EN,
): Refusal | null {
  const { blocked } = words;
  const wrong = checkSwitchRequest(request, instance, words);
  if (wrong !== null) return wrong;
  const live = valueOf(facts.config.guard);
  if (isOtherProcess(request.runId, facts)) return conflict(blocked.otherProcess, live);
  if (live !== null && request.expected !== live) return conflict(blocked.otherValue(live), live);
  const why = guardBlocked(facts, request.value, words);
  if (why !== null) return refusal('not_possible', why);
  if (live === request.value) return refusal('not_possible', blocked.already(live));
  if (request.ends !== undefined && !canRestore(facts)) return refusal('not_possible', blocked.wouldStopWrites);
  const noFile = request.rewrite ? rewriteBlocked(facts, words) : null;
  return noFile === null ? null : refusal('not_possible', noFile);
}

/** Why the configuration file cannot be written by CONFIG REWRITE; null when it can, or when INFO does not tell. */
export function rewriteBlocked({ server }: Facts, { blocked }: Words): string | null {
  return server.configFile === '' ? blocked.noConfigFile : null;
}

function wrongFields(
  request: SetStopWritesRequest,
  instance: RegisteredInstance,
  { blocked }: Words,
): Record<string, string> {
  const grave = needsConfirmation(instance, request.value);
  return {
    ...(grave && (request.reason ?? '').trim().length < SHORTEST_REASON ? { reason: blocked.reasonShort } : {}),
    ...(grave && request.confirm !== instance.name ? { confirm: blocked.confirmWrong } : {}),
    ...(request.until !== null && request.value === 'yes' ? { until: blocked.untilForOff } : {}),
  };
}

/** A run id that was given and cannot be compared counts as another: a precondition is never ignored. */
function isOtherProcess(runId: string | null, { server }: Facts): boolean {
  return runId !== null && runId !== server.runId;
}

/** Why this BGSAVE is not sent; null when it may be. `facts` are read fresh. */
export function checkBgsave(
  request: BgsaveRequest,
  instance: RegisteredInstance,
  facts: Facts,
  words: Words = EN,
): Refusal | null {
  const { blocked } = words;
  if (instance.operator === null) return refusal('not_possible', blocked.readOnlyHere);
  if (isOtherProcess(request.runId, facts)) return conflict(blocked.otherProcess, valueOf(facts.config.guard));
  const why = noBgsave(instance, words) ?? bgsaveBlocked(facts, words);
  if (why !== null) return refusal('not_possible', why);
  if (request.schedule)
    return scheduleSupported(facts.server) === false ? refusal('not_possible', blocked.noSchedule) : null;
  return bgsaveMode(facts) === 'schedule' ? refusal('not_possible', blocked.needsSchedule) : null;
}

function conflict(message: string, value: GuardValue | null): Refusal {
  return refusal('conflict', message, { current: { value, by: null, at: null } });
}

function refusal(code: RefusalCode, message: string, details: Readonly<Record<string, unknown>> = {}): Refusal {
  return { code, message, details };
}
