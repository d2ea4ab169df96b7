import 'server-only';
import type { Actor, ActorRole } from '../domain/action/action';
import type { Person, Principal } from '../domain/access/principal';
import { done, refuse, type Result } from '../domain/result';
import type { Words } from '../domain/words/words';
import type { PersonChange } from '../store/access-store';
import { NAME_FORM, PASSWORD_LENGTH } from './account-rules';
import { accessEntry, type AuthContext } from './context';

export interface NewPerson {
  readonly name: string;
  readonly password: string;
  readonly role: ActorRole;
}

export interface PersonRequest {
  readonly role?: ActorRole | undefined;
  readonly disabled?: boolean | undefined;
  readonly password?: string | undefined;
}

/** Adds somebody who signs in with a password. */
export async function addPerson(
  ctx: AuthContext,
  { name, password, role }: NewPerson,
  actor: Actor,
  words: Words,
): Promise<Result<Person>> {
  const fields = {
    ...(NAME_FORM.test(name) ? {} : { name: words.signIn.nameForm }),
    ...passwordProblem(password, words),
  };
  if (Object.keys(fields).length > 0) return refuse('invalid', Object.values(fields).join(' '), { fields });
  const now = ctx.now();
  const person: Person = {
    id: ctx.newId(),
    name,
    role,
    signsInBy: 'password',
    disabled: false,
    createdAt: now,
    changedAt: now,
  };
  const entry = accessEntry(ctx, actor, `Added ${name} as ${role}.`);
  const added = await ctx.store.addPerson(person, await hashed(password), entry);
  if (!added)
    return refuse('invalid', words.signIn.nameTaken(name), { fields: { name: words.signIn.nameTaken(name) } });
  ctx.onAudit();
  return done(person);
}

/** Changes somebody's role, switches the account off or on, or gives a new password; their sessions end. */
export async function changePerson(
  ctx: AuthContext,
  id: string,
  request: PersonRequest,
  actor: Actor,
  words: Words,
): Promise<Result<Person>> {
  const person = (await ctx.store.listPeople()).find((one) => one.id === id);
  if (person === undefined) return refuse('not_found', words.signIn.noSuchPerson);
  const { role, disabled, password } = request;
  if (person.signsInBy === 'provider' && (password !== undefined || (role ?? person.role) !== person.role)) {
    return refuse('not_possible', words.signIn.providerDecides(person.name));
  }
  const fields = password === undefined ? {} : passwordProblem(password, words);
  if (Object.keys(fields).length > 0) return refuse('invalid', Object.values(fields).join(' '), { fields });
  const change: PersonChange = {
    ...(role === undefined ? {} : { role }),
    ...(disabled === undefined ? {} : { disabled }),
    ...(password === undefined ? {} : { passwordHash: await hashed(password) }),
  };
  return changed(ctx, person, change, accessEntry(ctx, actor, toldOf(person, request)), words);
}

/** Somebody gives themself a new password, and has given the present one; their other sessions end. */
export async function changeOwnPassword(
  ctx: AuthContext,
  principal: Principal,
  password: string,
  words: Words,
): Promise<Result<Person>> {
  const { actor, session } = principal;
  const person = (await ctx.store.listPeople()).find(({ id }) => id === session?.personId);
  if (session === null || person?.signsInBy !== 'password')
    return refuse('not_possible', words.signIn.nothingToConfirm);
  const fields = passwordProblem(password, words);
  if (Object.keys(fields).length > 0) return refuse('invalid', Object.values(fields).join(' '), { fields });
  const change = { passwordHash: await hashed(password), keepSession: session.id };
  return changed(ctx, person, change, accessEntry(ctx, actor, `${actor.name} took a new password.`), words);
}

async function hashed(password: string): Promise<string> {
  const { hashOf } = await import('./library');
  return hashOf(password);
}

async function changed(
  ctx: AuthContext,
  person: Person,
  change: PersonChange,
  entry: ReturnType<typeof accessEntry>,
  words: Words,
): Promise<Result<Person>> {
  const outcome = await ctx.store.changePerson(person.id, change, entry);
  if (outcome === 'not-found') return refuse('not_found', words.signIn.noSuchPerson);
  if (outcome === 'last-administrator') return refuse('not_possible', words.signIn.lastAdministrator(person.name));
  ctx.remembered.end({ personId: person.id, exceptId: change.keepSession });
  ctx.onAudit();
  const { role = person.role, disabled = person.disabled } = change;
  return done({ ...person, role, disabled, changedAt: entry.at });
}

function passwordProblem(password: string, words: Words): Record<string, string> {
  const { least, most } = PASSWORD_LENGTH;
  const isGood = password.length >= least && password.length <= most;
  return isGood ? {} : { password: words.signIn.passwordLength(least, most) };
}

/** For the audit: English, and what became different. */
function toldOf(person: Person, { role, disabled, password }: PersonRequest): string {
  const parts = [
    role !== undefined && role !== person.role ? `role from ${person.role} to ${role}` : null,
    disabled !== undefined && disabled !== person.disabled ? `account switched ${disabled ? 'off' : 'on'}` : null,
    password !== undefined ? 'a new password' : null,
  ].filter((part) => part !== null);
  return `Changed ${person.name}: ${parts.length === 0 ? 'nothing' : parts.join(', ')}. Their sessions ended.`;
}
