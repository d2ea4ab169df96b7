import 'server-only';
import type { Actor } from '../domain/action/action';
import type { ProviderRules } from '../domain/access/sign-in-rules';
import type { ProviderSession } from '../store/access-store';
import { accessEntry, ANYBODY, record, type AuthContext } from './context';
import { reasonOf, type Errand, type Failed, type Seen } from './provider-return';
import { endSessions } from './sessions';

/** How coming back from the provider ended; the cookies are for the browser either way. */
export interface Settled {
  /** Null: signed in. */
  readonly problem: 'provider' | 'no-role' | 'too-many' | null;
  /** Where that person wanted to go; null where it is not known. */
  readonly next: string | null;
  readonly cookies: readonly string[];
}

/** Clocks of two machines differ by so much at most. */
const SKEW_MS = 30_000;

interface Returned {
  readonly seen: Seen;
  readonly errand: Errand | Failed;
  readonly address: string;
}

/** Makes a session of what came back, or tells in the audit why there is none. */
export async function settle(
  ctx: AuthContext,
  rules: ProviderRules,
  returned: Returned,
): Promise<Omit<Settled, 'cookies'>> {
  const { seen, errand, address } = returned;
  const failed = await failureOf(ctx, rules, returned);
  if (failed === null) return { problem: null, next: errand.next };
  const message = `Somebody could not sign in through ${rules.name}, from ${address}: ${reasonOf(failed)}.`;
  await record(ctx, accessEntry(ctx, ANYBODY, message, 'sign-in-failed'));
  return { problem: seen.claims !== null && seen.role === null ? 'no-role' : 'provider', next: errand.next };
}

async function failureOf(ctx: AuthContext, rules: ProviderRules, returned: Returned): Promise<string | null> {
  const { claims, role, session } = returned.seen;
  const { errand, address } = returned;
  if (claims !== null && role === null) return 'no-role';
  if ('failed' in errand) return errand.failed;
  if (claims === null || role === null || session === null) return 'no-answer';
  const { confirms } = errand;
  // That it was asked to look again stands in an address that the browser holds: only what it signed of it counts.
  if (confirms !== null && (claims.seenAt ?? 0) < confirms.since - SKEW_MS) {
    await endSessions(ctx, { id: session.id }, null);
    return 'not-again';
  }
  const now = ctx.now();
  const { name, otherName } = claims;
  const facts: ProviderSession = {
    ...{ sessionId: session.id, personId: session.userId, name, otherName, role, at: now },
    // A provider that lets somebody in without asking has not seen them: one that does not say when it did, has not either.
    confirmedAt: confirms === null ? Math.min(claims.seenAt ?? 0, now) : now,
    replaces: confirms?.sessionId ?? null,
  };
  return opened(
    ctx,
    facts,
    `${confirms === null ? 'signed in' : 'showed again who they are'} through ${rules.name}, from ${address}`,
  );
}

async function opened(ctx: AuthContext, facts: ProviderSession, did: string): Promise<string | null> {
  const { personId, sessionId, replaces, role } = facts;
  const result = await ctx.store.openProviderSession(facts, (name, before) => {
    const actor: Actor = { kind: 'user', name, role };
    const entry = accessEntry(ctx, actor, `${name} ${did}.`, 'sign-in');
    const change = `The provider changed ${name}: role from ${before} to ${role}. Their other sessions ended.`;
    return before === role ? [entry] : [entry, accessEntry(ctx, actor, change)];
  });
  if (result.kind !== 'opened') return result.kind;
  if (replaces !== null) ctx.remembered.end({ id: replaces });
  if (result.roleBefore !== role) ctx.remembered.end({ personId, exceptId: sessionId });
  ctx.onAudit();
  return null;
}
