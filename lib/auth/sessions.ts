import 'server-only';
import type { Principal, Session } from '../domain/access/principal';
import { done, refuse, type Result } from '../domain/result';
import type { Words } from '../domain/words/words';
import type { SessionsOf } from '../store/access-store';
import type { AuditFacts } from '../store/audit-facts';
import { accessEntry, type AuthContext } from './context';
import { IDLE_MS } from './principal';

/** Ends sessions in the store, and what is remembered of them; gives how many there were. */
export async function endSessions(ctx: AuthContext, of: SessionsOf, entry: AuditFacts | null): Promise<number> {
  const ended = await ctx.store.endSessions(of, entry);
  ctx.remembered.end(of);
  return ended;
}

/** Those of the asker, or for an administrator all. */
export async function sessionsFor(ctx: AuthContext, principal: Principal): Promise<readonly Session[]> {
  const { actor, session } = principal;
  if (actor.role !== 'admin' && session === null) return [];
  const of = actor.role === 'admin' ? {} : { personId: session?.personId };
  const now = ctx.now();
  return (await ctx.store.listSessions(of, now)).filter(({ seenAt }) => now - seenAt <= IDLE_MS);
}

/** Ends one session: one's own, or for an administrator anybody's. */
export async function endSession(
  ctx: AuthContext,
  id: string,
  principal: Principal,
  words: Words,
): Promise<Result<null>> {
  const session = (await sessionsFor(ctx, principal)).find((one) => one.id === id);
  if (session === undefined) return refuse('not_found', words.signIn.noSuchSession);
  await endSessions(ctx, { id }, accessEntry(ctx, principal.actor, `Ended a session of ${session.name}.`));
  ctx.onAudit();
  return done(null);
}

/** Ends all sessions but the one that asks. */
export async function endOtherSessions(ctx: AuthContext, principal: Principal): Promise<number> {
  const { actor, session } = principal;
  const others = session === null ? {} : { exceptId: session.id };
  const ended = await endSessions(ctx, others, accessEntry(ctx, actor, 'Ended all other sessions.'));
  if (ended > 0) ctx.onAudit();
  return ended;
}
