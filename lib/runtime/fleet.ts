import 'server-only';
import { parseRegistration } from '../config/registration';
import type { Actor } from '../domain/action';
import type { Origin, RegisteredInstance } from '../domain/instance';
import type { InstanceView } from '../domain/instance-view';
import type { FieldProblem, RegistrationInput } from '../domain/registration';
import { done, refuse, type Result } from '../domain/result';
import type { Monitor } from '../monitor/monitor';
import type { Connect, Timeouts } from '../redis/redis';
import type { Store } from '../store/store';
import { StoreError } from '../store/store-error';

export interface FleetParts {
  readonly store: Store;
  readonly monitor: Monitor;
  readonly connect: Connect;
  readonly timeouts: Timeouts;
  readonly now: () => number;
}

const REGISTERED: Origin = { kind: 'registered' };
const LOCAL = { name: 'local', url: 'redis://127.0.0.1:6379', operator: 'same' } as const;

/**
 * Registers an instance after trying the connection: what does not answer as Redis is refused with what was found, and
 * nothing is kept of it. Resolves once its first poll ended.
 */
export async function register(
  parts: FleetParts,
  input: RegistrationInput,
  actor: Actor,
): Promise<Result<InstanceView>> {
  const registration = parseRegistration(input, (id) => parts.monitor.has(id), REGISTERED);
  if (!registration.ok) return invalid(registration.problems);
  const { instance } = registration;
  const found = await tryConnection(parts, instance);
  if (!found.ok) return invalid([{ field: found.field, message: found.message }]);
  try {
    await parts.store.addRegistered(instance);
    await audit(parts, 'registered', instance, actor, `Registered ${instance.name}: ${found.message}`);
  } catch (error) {
    return storeRefusal(error);
  }
  await parts.monitor.add(instance);
  await parts.monitor.nextTurn(instance.id);
  const view = parts.monitor.view(instance.id);
  return view === null ? refuse('not_found', 'The instance was removed again.') : done(view);
}

/** Takes an instance that was registered at run time out of the fleet. Its history and audit stay. */
export async function remove(parts: FleetParts, id: string, actor: Actor): Promise<Result<null>> {
  const instance = parts.monitor.registered(id);
  if (instance === null) return refuse('not_found', `No instance has the id “${id}”.`);
  const elsewhere = placeOf(instance.origin);
  if (elsewhere !== null) {
    return refuse(
      'not_possible',
      `${instance.name} is set in ${elsewhere}: take it out there and start Savepoint again.`,
      {
        where: elsewhere,
      },
    );
  }
  try {
    await parts.store.removeRegistered(id);
    await audit(parts, 'removed', instance, actor, `Removed ${instance.name}.`);
  } catch (error) {
    return storeRefusal(error);
  }
  await parts.monitor.remove(id);
  return done(null);
}

/** What answers on 127.0.0.1:6379, in a few words; null when nothing that speaks Redis does. */
export async function findLocal(parts: FleetParts): Promise<{ readonly url: string; readonly found: string } | null> {
  const registration = parseRegistration({ ...LOCAL, environment: 'development', tags: {} }, () => false, REGISTERED);
  if (!registration.ok) return null;
  const found = await tryConnection(parts, registration.instance);
  return found.ok ? { url: LOCAL.url, found: found.message } : null;
}

/** Where an instance is set when it was not registered at run time: the file with its line, or the variable. */
export function placeOf(origin: Origin): string | null {
  if (origin.kind === 'file') return `${origin.path}, line ${origin.line}`;
  return origin.kind === 'environment' ? origin.variable : null;
}

type Found =
  | { readonly ok: true; readonly message: string }
  | { readonly ok: false; readonly field: FieldProblem['field']; readonly message: string };

/** Tries both credentials; the observer's problem belongs to the address, the operator's to the operator. */
async function tryConnection(parts: FleetParts, instance: RegisteredInstance): Promise<Found> {
  const observed = await look(parts, instance, instance.observer);
  if (observed.kind === 'problem') return { ok: false, field: 'url', message: observed.problem.message };
  const { operator, observer } = instance;
  if (operator !== null && operator !== observer) {
    const acted = await look(parts, instance, operator);
    if (acted.kind === 'problem') return { ok: false, field: 'operator', message: acted.problem.message };
  }
  const { software, version, role } = observed.facts.server;
  const name = software === 'valkey' ? 'Valkey' : 'Redis';
  return {
    ok: true,
    message: [name, version ?? 'of unknown release', role === null ? '' : `(${role})`].join(' ').trim(),
  };
}

async function look(parts: FleetParts, instance: RegisteredInstance, credentials: RegisteredInstance['observer']) {
  const target = { endpoint: instance.endpoint, database: instance.database, credentials };
  const connection = parts.connect(target, parts.timeouts);
  try {
    return await connection.observe(parts.now);
  } finally {
    connection.close();
  }
}

function invalid(problems: readonly FieldProblem[]): Result<never> {
  const fields = Object.fromEntries(problems.map(({ field, message }) => [field, message]));
  return refuse('invalid', problems.map(({ message }) => message).join(' '), { fields });
}

function storeRefusal(error: unknown): Result<never> {
  if (!(error instanceof StoreError)) throw error;
  return refuse('store_unavailable', error.message);
}

function audit(
  { store, now }: FleetParts,
  kind: 'registered' | 'removed',
  instance: RegisteredInstance,
  actor: Actor,
  message: string,
): Promise<void> {
  return store.appendAudit({
    at: now(),
    kind,
    actor,
    instanceId: instance.id,
    outcome: 'applied',
    message,
    action: null,
  });
}
