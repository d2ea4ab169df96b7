import 'server-only';
import { parseRegistration } from '../config/registration';
import { observerActs, type RegisteredInstance } from '../domain/instance/instance';
import type { FieldProblem } from '../domain/instance/registration';
import { problemIn } from '../domain/words/told';
import type { Words } from '../domain/words/words';
import { EN } from '../domain/words/en';
import type { Connect, Timeouts } from '../redis/redis';
import { targetOf } from '../redis/target';

export interface ConnectionParts {
  readonly connect: Connect;
  readonly timeouts: Timeouts;
  readonly now: () => number;
}

/** What answered, in a few words, or what is wrong with which field. */
export type Found =
  | { readonly ok: true; readonly message: string }
  | { readonly ok: false; readonly field: FieldProblem['field']; readonly message: string };

const LOCAL = { name: 'local', url: 'redis://127.0.0.1:6379', operator: 'same' } as const;

/** Tries both credentials; the observer's problem belongs to the address, the operator's to the operator. */
export async function tryConnection(
  parts: ConnectionParts,
  instance: RegisteredInstance,
  words: Words,
): Promise<Found> {
  const observed = await look(parts, instance, instance.observer);
  if (observed.kind === 'problem') return { ok: false, field: 'url', message: problemIn(observed.problem, words) };
  const { operator } = instance;
  if (operator !== null && !observerActs(instance)) {
    const acted = await look(parts, instance, operator);
    if (acted.kind === 'problem') return { ok: false, field: 'operator', message: problemIn(acted.problem, words) };
  }
  const { software, version, role } = observed.facts.server;
  const name = software === 'valkey' ? 'Valkey' : 'Redis';
  return {
    ok: true,
    message: [name, version ?? 'of unknown release', role === null ? '' : `(${role === 'master' ? 'primary' : role})`]
      .join(' ')
      .trim(),
  };
}

/** What answers on 127.0.0.1:6379, in a few words; null when nothing that speaks Redis does. */
export async function findLocal(
  parts: ConnectionParts,
): Promise<{ readonly url: string; readonly found: string } | null> {
  const input = { ...LOCAL, environment: 'development', tags: {} } as const;
  const registration = parseRegistration(input, () => false, { kind: 'registered' });
  if (!registration.ok) return null;
  const found = await tryConnection(parts, registration.instance, EN);
  return found.ok ? { url: LOCAL.url, found: found.message } : null;
}

async function look(parts: ConnectionParts, instance: RegisteredInstance, credentials: RegisteredInstance['observer']) {
  const connection = parts.connect(targetOf(instance, credentials), parts.timeouts);
  try {
    return await connection.observe(parts.now);
  } finally {
    connection.close();
  }
}
