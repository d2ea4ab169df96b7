import 'server-only';
import { randomBytes } from 'node:crypto';
import type { Actor } from '../domain/action/action';
import { refuse, type Result } from '../domain/result';
import type { Words } from '../domain/words/words';
import { log } from '../log/log';
import { accessEntry, addressIn, ANYBODY, record, type AuthContext } from './context';
import { addPerson } from './people';
import { sameSecret } from './secrets';
import { over, PER_ADDRESS, signIn, type Given, type SignedIn } from './sign-in';

const SETTING_UP: Actor = { kind: 'system', name: 'set-up', role: 'admin' };

/** The way to the first administrator: a token that is told where Savepoint was started, once, and is good for one account. */
export class SetUp {
  readonly #ctx: AuthContext;
  #token: string | null = null;

  constructor(ctx: AuthContext) {
    this.#ctx = ctx;
  }

  /** A token to tell where nobody can administer yet; null when somebody can. */
  async begin(): Promise<string | null> {
    if (await this.#ctx.store.hasAdministrator('password')) return null;
    this.#token = randomBytes(18).toString('base64url');
    return this.#token;
  }

  /** Is the first administrator still missing? */
  get isOpen(): boolean {
    return this.#token !== null;
  }

  /** Makes the first administrator of who has the token, and signs them in. */
  async finish(token: string, given: Given, headers: Headers, words: Words): Promise<Result<SignedIn>> {
    const address = addressIn(headers);
    // Each wrong one is written down, so there must not be any number of them.
    const refused = await over(this.#ctx, `address:${address}`, PER_ADDRESS, words);
    if (refused !== null) return refused;
    const expected = this.#token;
    if (expected === null) return refuse('not_possible', words.signIn.setUpDone);
    if (!sameSecret(token.trim(), expected)) {
      const message = `Somebody gave a wrong token to make the first administrator, from ${address}.`;
      await record(this.#ctx, accessEntry(this.#ctx, ANYBODY, message, 'sign-in-failed'));
      return refuse('invalid', words.signIn.wrongSetUp, { fields: { token: words.signIn.wrongSetUp } });
    }
    // Taken before anything is waited for: it is good for one account.
    this.#token = null;
    const added = await this.#addOrReopen(given, expected, words);
    return added.ok ? signIn(this.#ctx, given, headers, words) : added;
  }

  /** Ends the set-up when that change gave Savepoint an administrator otherwise, such as with a token of the environment. */
  async endedBy<T>(change: Promise<T>): Promise<T> {
    const result = await change;
    if (this.isOpen && (await this.#ctx.store.hasAdministrator('password'))) this.#token = null;
    return result;
  }

  async #addOrReopen({ name, password }: Given, token: string, words: Words): Promise<Result<unknown>> {
    try {
      if (await this.#ctx.store.hasAdministrator('password')) return refuse('not_possible', words.signIn.setUpDone);
      const added = await addPerson(this.#ctx, { name, password, role: 'admin' }, SETTING_UP, words);
      if (!added.ok) this.#token = token;
      return added;
    } catch (error) {
      this.#token = token;
      throw error;
    }
  }
}

/** The administrator of the environment, made where there is none yet. */
export async function addFirstAdministrator(
  ctx: AuthContext,
  given: Given,
  words: Words,
): Promise<Result<unknown> | null> {
  if (await ctx.store.hasAdministrator('password')) {
    log.info({ name: given.name }, 'somebody can administer already, so SAVEPOINT_ADMIN_NAME makes no account');
    return null;
  }
  const added = await addPerson(ctx, { ...given, role: 'admin' }, SETTING_UP, words);
  // Another Savepoint on the same data may have started at the same moment.
  return added.ok || !(await ctx.store.hasAdministrator('password')) ? added : null;
}
