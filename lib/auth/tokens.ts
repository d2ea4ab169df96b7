import 'server-only';
import { randomBytes } from 'node:crypto';
import type { Actor, ActorRole } from '../domain/action/action';
import type { EpochMs } from '../domain/observation/observation';
import { type ApiToken, makerOf, type Principal } from '../domain/access/principal';
import { done, refuse, type Result } from '../domain/result';
import type { Words } from '../domain/words/words';
import { accessEntry, type AuthContext } from './context';
import { ADMIN_TOKEN_NAME } from './principal';
import { hashOfToken } from './secrets';

export interface NewToken {
  readonly name: string;
  readonly role: ActorRole;
  readonly endsAt: EpochMs | null;
}

/** Makes a token. `secret` is told here and never again: only its hash is kept. */
export async function addToken(
  ctx: AuthContext,
  { name, role, endsAt }: NewToken,
  principal: Principal,
  words: Words,
): Promise<Result<{ readonly token: ApiToken; readonly secret: string }>> {
  if (endsAt !== null && endsAt <= ctx.now()) {
    return refuse('invalid', words.signIn.endIsPast, { fields: { endsAt: words.signIn.endIsPast } });
  }
  const taken = (await ctx.store.listTokens()).some((one) => one.name === name) || name === ADMIN_TOKEN_NAME;
  if (taken)
    return refuse('invalid', words.signIn.tokenTaken(name), { fields: { name: words.signIn.tokenTaken(name) } });
  const secret = `svp_${randomBytes(32).toString('base64url')}`;
  const maker = makerOf(principal);
  const made = { createdBy: maker.name, createdById: maker.personId, createdAt: ctx.now() };
  const token: ApiToken = { id: ctx.newId(), name, role, endsAt, ...made };
  const end = endsAt === null ? 'without an end' : `until ${new Date(endsAt).toISOString()}`;
  const entry = accessEntry(ctx, principal.actor, `Made the token ${name} as ${role}, ${end}.`);
  await ctx.store.addToken(token, hashOfToken(secret), entry);
  ctx.onAudit();
  return done({ token, secret });
}

/** Ends a token: whoever carries it is refused from the next request on. */
export async function endToken(ctx: AuthContext, id: string, actor: Actor, words: Words): Promise<Result<null>> {
  const token = (await ctx.store.listTokens()).find((one) => one.id === id);
  const name = token?.name ?? id;
  const ended = await ctx.store.endToken(id, accessEntry(ctx, actor, `Ended the token ${name}.`));
  if (!ended) return refuse('not_found', words.signIn.noSuchToken);
  ctx.onAudit();
  return done(null);
}
