import 'server-only';
import { addressOf, userOf } from '../domain/instance/instance';
import type { ConfiguredFile } from '../domain/instance/reach';
import type { EpochMs, Problem, ProblemAbout, ProblemCode } from '../domain/observation/observation';
import { EN } from '../domain/words/en';
import type { RedisTarget } from './redis';

/** A problem with its sentence and what it names. `detail` is never text of the peer. */
export function problem(code: ProblemCode, target: RedisTarget, detail: string): Problem {
  return told(code, aboutOf(target, detail));
}

/** The same of TLS. `when` is a time that the sentence tells; `file` could not be used. */
export function tlsProblem(
  target: RedisTarget,
  detail: string,
  { when = null, file = null }: { readonly when?: EpochMs | null; readonly file?: ConfiguredFile | null } = {},
): Problem {
  const { endpoint, tls } = target;
  const name = tls?.serverName ?? (endpoint.kind === 'tcp' ? endpoint.host : endpoint.path);
  const about = { name, ca: tls?.ca ?? null, cert: tls?.cert ?? null, file };
  return told('tls', { ...aboutOf(target, detail), when, tls: about });
}

function aboutOf(target: RedisTarget, detail: string): ProblemAbout {
  return { address: addressOf(target.endpoint), user: userOf(target.credentials), detail, when: null };
}

function told(code: ProblemCode, about: ProblemAbout): Problem {
  return { code, message: EN.problem(code, about), about };
}
