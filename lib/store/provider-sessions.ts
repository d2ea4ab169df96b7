import 'server-only';
import type { ActorRole } from '../domain/action/action';
import { appendRecord } from './audit';
import type { Db } from './schema';
import type { OpenedSession, ProviderSession } from './access-store';
import type { AuditFacts } from './audit-facts';

/**
 * Makes what a provider says of somebody count, before their browser is given the session: name and role, and that other sessions end
 * where the role became another. Where the session may not be, it ends at once. Call it in a transaction.
 */
export async function openProviderSession(
  db: Db,
  given: ProviderSession,
  tell: (name: string, roleBefore: ActorRole) => readonly AuditFacts[],
): Promise<OpenedSession> {
  const { personId, sessionId, replaces, role } = given;
  const person = await db.selectFrom('people').selectAll().where('id', '=', personId).executeTakeFirstOrThrow();
  const refused = person.disabled !== 0 ? 'disabled' : await refusalOf(db, given);
  if (refused !== null) {
    await db.deleteFrom('sessions').where('id', '=', sessionId).execute();
    return { kind: refused };
  }
  const name = await freeName(db, given);
  const at = new Date(given.at).toISOString();
  await db.updateTable('people').set({ name, role, updatedAt: at }).where('id', '=', personId).execute();
  if (role !== person.role) {
    await db.deleteFrom('sessions').where('userId', '=', personId).where('id', '!=', sessionId).execute();
  }
  if (replaces !== null) await db.deleteFrom('sessions').where('id', '=', replaces).execute();
  const confirmedAt = new Date(given.confirmedAt).toISOString();
  await db.updateTable('sessions').set({ confirmedAt }).where('id', '=', sessionId).execute();
  for (const entry of tell(name, person.role)) await appendRecord(db, entry, null);
  return { kind: 'opened', roleBefore: person.role };
}

/** Only who is signed in confirms that: not somebody else at the same browser, and not after the session was ended. */
async function refusalOf(db: Db, { replaces, personId }: ProviderSession): Promise<'other-session' | null> {
  if (replaces === null) return null;
  const session = await db.selectFrom('sessions').select('userId').where('id', '=', replaces).executeTakeFirst();
  return session?.userId === personId ? null : 'other-session';
}

/** The audit names people: two may not have one name. The subject, of which the other name is made, belongs to one. */
async function freeName(db: Db, { personId, name, otherName }: ProviderSession): Promise<string> {
  const other = await db
    .selectFrom('people')
    .select('id')
    .where('name', '=', name)
    .where('id', '!=', personId)
    .executeTakeFirst();
  return other === undefined ? name : otherName;
}
