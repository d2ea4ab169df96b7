import 'server-only';
import { addressOf, userOf } from '../domain/instance/instance';
import type { EpochMs, Problem, ProblemCode } from '../domain/observation/observation';
import { EN } from '../domain/words/en';
import type { RedisTarget } from './redis';

/** A problem with its sentence and what it names. `detail` is never text of the peer; `when` is a time that the sentence tells. */
export function problem(code: ProblemCode, target: RedisTarget, detail: string, when: EpochMs | null = null): Problem {
  const about = { address: addressOf(target.endpoint), user: userOf(target.credentials), detail, when };
  return { code, message: EN.problem(code, about), about };
}
