import 'server-only';
import { randomUUID } from 'node:crypto';
import type { ActorRole } from '../domain/action/action';
import type { EpochMs } from '../domain/observation/observation';
import type { Person } from '../domain/access/principal';
import { appendRecord } from './audit';
import type { Db } from './schema';
import type { PeopleTable } from './tables/access';
import type { PersonChange } from './access-store';
import type { AuditFacts } from './audit-facts';

/** What the library calls the way of signing in with a password. */
const PASSWORD = 'credential';

/** By name. */
export async function listPeople(db: Db): Promise<readonly Person[]> {
  const rows = await db.selectFrom('people').selectAll().orderBy('name').orderBy('id').execute();
  return rows.map(personOf);
}

export async function hasAdministrator(db: Db, way?: 'password'): Promise<boolean> {
  return (await administrators(db, way)).length > 0;
}

/** Somebody who signs in with a password. False, and nothing kept, when the name is taken. Call it in a transaction. */
export async function addPerson(db: Db, person: Person, passwordHash: string, entry: AuditFacts): Promise<boolean> {
  const at = new Date(person.createdAt).toISOString();
  const added = await db
    .insertInto('people')
    .values({
      id: person.id,
      name: person.name,
      username: person.name,
      // The library wants one; nothing is ever sent to it, and no provider can vouch for it.
      email: `${person.name}@accounts.invalid`,
      emailVerified: 0,
      image: null,
      role: person.role,
      disabled: 0,
      createdAt: at,
      updatedAt: at,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  if (added === undefined) return false;
  await db
    .insertInto('sign_in_ways')
    .values({
      id: randomUUID(),
      accountId: person.id,
      providerId: PASSWORD,
      userId: person.id,
      password: passwordHash,
      createdAt: at,
      updatedAt: at,
    })
    .execute();
  await appendRecord(db, entry, null);
  return true;
}

/**
 * Changes somebody and ends their sessions, but for `keepSession`. `last-administrator`, and nothing changed, when nobody would be
 * left who can administer. Call it in a transaction.
 */
export async function changePerson(
  db: Db,
  id: string,
  change: PersonChange,
  entry: AuditFacts,
): Promise<'changed' | 'not-found' | 'last-administrator'> {
  const known = await db.selectFrom('people').select('id').where('id', '=', id).executeTakeFirst();
  if (known === undefined) return 'not-found';
  const before = await administrators(db);
  const isLast = before.length === 1 && before[0] === id;
  if (isLast && (change.disabled === true || (change.role !== undefined && change.role !== 'admin'))) {
    return 'last-administrator';
  }
  await setPerson(db, id, change, new Date(entry.at).toISOString());
  await db
    .deleteFrom('sessions')
    .where('userId', '=', id)
    .where('id', '!=', change.keepSession ?? '')
    .execute();
  await appendRecord(db, entry, null);
  return 'changed';
}

async function setPerson(db: Db, id: string, change: PersonChange, at: string): Promise<void> {
  const set: { role?: ActorRole; disabled?: number } = {};
  if (change.role !== undefined) set.role = change.role;
  if (change.disabled !== undefined) set.disabled = change.disabled ? 1 : 0;
  await db
    .updateTable('people')
    .set({ ...set, updatedAt: at })
    .where('id', '=', id)
    .execute();
  if (change.passwordHash === undefined) return;
  await db
    .updateTable('sign_in_ways')
    .set({ password: change.passwordHash, updatedAt: at })
    .where('userId', '=', id)
    .where('providerId', '=', PASSWORD)
    .execute();
}

async function administrators(db: Db, way?: 'password'): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('people')
    .select(['id', 'username'])
    .where('role', '=', 'admin')
    .where('disabled', '=', 0)
    .execute();
  return rows.filter(({ username }) => way === undefined || username !== null).map(({ id }) => id);
}

function personOf(row: PeopleTable): Person {
  const { id, name, username, role, disabled, createdAt, updatedAt } = row;
  const signsInBy = username === null ? 'provider' : 'password';
  return {
    id,
    name,
    role,
    signsInBy,
    disabled: disabled !== 0,
    createdAt: epochOf(createdAt),
    changedAt: epochOf(updatedAt),
  };
}

/** The library keeps times as text. */
export function epochOf(text: string): EpochMs {
  return Date.parse(text);
}
