import 'server-only';
import type { Actor } from '../domain/action/action';
import { needsConfirmation } from '../domain/action/action-guards';
import { type Approval, checkSecondPerson, checkWaiting } from '../domain/action/approval';
import type { RegisteredInstance } from '../domain/instance/instance';
import type { EpochMs } from '../domain/observation/observation';
import type { Principal } from '../domain/access/principal';
import type { Refusal } from '../domain/result';
import type { Words } from '../domain/words/words';
import type { Waiting } from './waiting';

/** By what is judged whether something can be decided. */
export interface Checks {
  readonly waiting: Waiting;
  readonly now: () => EpochMs;
  /** Null where no such instance is watched. */
  readonly instance: (id: string) => RegisteredInstance | null;
}

/** Why nothing can be decided any more, though the store may not say so yet; null while it waits. */
export function checkOver({ waiting, now }: Checks, approval: Approval, words: Words): Refusal | null {
  const seen: Approval = waiting.isOver(approval) ? { ...approval, status: 'expired' } : approval;
  return checkWaiting(seen, now(), words);
}

/** Why `principal` cannot decide; null when they can. */
export function checkDecision(checks: Checks, approval: Approval, principal: Principal, words: Words): Refusal | null {
  return checkOver(checks, approval, words) ?? checkSecondPerson(approval, principal, words);
}

/** Where the name of the instance has to be typed: what is wrong with it. */
export function checkName(
  checks: Checks,
  { instanceId, request }: Approval,
  confirm: string | null,
  { blocked }: Words,
): Refusal | null {
  const instance = checks.instance(instanceId);
  if (instance === null || !needsConfirmation(instance, request.value) || confirm === instance.name) return null;
  return { code: 'invalid', message: blocked.confirmWrong, details: { fields: { confirm: blocked.confirmWrong } } };
}

/** Is it by this person that it was decided? */
export function isDecidedBy({ decidedBy }: Approval, actor: Actor): boolean {
  return decidedBy?.kind === actor.kind && decidedBy.name === actor.name;
}
