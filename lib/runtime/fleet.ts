import 'server-only';
import { parseRegistration } from '../config/registration';
import type { Actor, AuditKind } from '../domain/action/action';
import type { Origin, RegisteredInstance } from '../domain/instance/instance';
import type { InstanceView } from '../domain/state/instance-view';
import type { FieldProblem, RegistrationInput } from '../domain/instance/registration';
import { done, refuse, type Result } from '../domain/result';
import type { Words } from '../domain/words/words';
import type { Groups } from '../groups/groups';
import type { Monitor } from '../monitor/monitor';
import type { Store } from '../store/store';
import type { AuditFacts } from '../store/audit-facts';
import { StoreError } from '../store/store-error';
import { placeOf, type LeftOut } from './stored-instances';
import { tryConnection, type ConnectionParts } from './try-connection';

export interface FleetParts extends ConnectionParts {
  readonly store: Store;
  readonly monitor: Monitor;
  /** Ids that are being registered: their connection is still tried. */
  readonly reserved: Set<string>;
  readonly leftOut: LeftOut;
}

const REGISTERED: Origin = { kind: 'registered' };

/**
 * Registers an instance after trying the connection: what does not answer as Redis is refused with what was found, and
 * nothing is kept of it. Resolves once its first poll ended.
 */
export async function register(
  parts: FleetParts,
  input: RegistrationInput,
  actor: Actor,
  words: Words,
): Promise<Result<InstanceView>> {
  const { monitor, reserved } = parts;
  const registration = parseRegistration(input, (id) => monitor.has(id) || reserved.has(id), REGISTERED);
  if (!registration.ok) return invalid(registration.problems);
  const { instance } = registration;
  reserved.add(instance.id);
  try {
    return await registerInstance(parts, instance, actor, words);
  } finally {
    reserved.delete(instance.id);
  }
}

async function registerInstance(
  parts: FleetParts,
  instance: RegisteredInstance,
  actor: Actor,
  words: Words,
): Promise<Result<InstanceView>> {
  const { monitor, store, now } = parts;
  const found = await tryConnection(parts, instance, words);
  if (!found.ok) return invalid([{ field: found.field, message: found.message }]);
  const message = `Registered ${instance.name}: ${found.message}`;
  const added = await kept(store.addRegistered(instance, act('registered', instance.id, actor, message, now())));
  if (!added.ok) return added;
  if (!added.value) return invalid([{ field: 'name', message: idTaken(instance.id) }]);
  await monitor.add(instance);
  await monitor.nextTurn(instance.id);
  const view = monitor.view(instance.id, words);
  return view === null ? refuse('not_found', 'The instance was removed again.') : done(view);
}

/**
 * Takes an instance out of the fleet that was registered at run time, or that its group no longer announces. Its history and audit stay.
 */
export async function remove(
  parts: FleetParts & { readonly groups: Pick<Groups, 'remove'> },
  id: string,
  actor: Actor,
  words: Words,
): Promise<Result<null>> {
  const { monitor, store, now, leftOut, groups } = parts;
  const instance = monitor.registered(id);
  const override = monitor.watchOf(id)?.override ?? null;
  const left =
    override === null ? '' : ` Its guard is off by an override of ${override.by}, and Savepoint turns it on no more.`;
  const entry = act('removed', id, actor, `Removed ${instance?.name ?? id}.${left}`, now());
  if (instance?.origin.kind === 'group') {
    const removed = await kept(groups.remove(id, entry));
    if (!removed.ok) return removed;
    if (removed.value) return done(null);
    const place = placeOf(instance.origin);
    const message = `${instance.name} is announced by its group (${place ?? ''}), or it is not known whether it still is. It can be removed here once the group no longer announces it.`;
    return refuse('not_possible', message, { where: place });
  }
  const where = instance === null ? null : placeOf(instance.origin);
  if (instance !== null && where !== null) {
    const message = `${instance.name} is set in ${where}: take it out there and start Savepoint again.`;
    return refuse('not_possible', message, { where });
  }
  // Held: else a poll in flight would write down again what the store has just forgotten.
  return monitor.whileHeld(id, async () => {
    // The store is asked about one that is not watched, too: it may be there and not readable.
    const removed = await kept(store.removeRegistered(id, entry));
    if (!removed.ok) return removed;
    await monitor.remove(id);
    leftOut.delete(id);
    return removed.value ? done(null) : refuse('not_found', words.asked.noInstance(id));
  });
}

function idTaken(id: string): string {
  return `Another instance has the id “${id}” already; give one of the two another name.`;
}

function invalid(problems: readonly FieldProblem[]): Result<never> {
  const fields = Object.fromEntries(problems.map(({ field, message }) => [field, message]));
  return refuse('invalid', problems.map(({ message }) => message).join(' '), { fields });
}

async function kept<T>(writing: Promise<T>): Promise<Result<T>> {
  try {
    return done(await writing);
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    return refuse('store_unavailable', error.message);
  }
}

function act(kind: AuditKind, instanceId: string, actor: Actor, message: string, at: number): AuditFacts {
  return { at, kind, actor, instanceId, outcome: 'applied', message, action: null };
}
