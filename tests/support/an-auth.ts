import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAuth, type Auth, type AuthRules } from '../../lib/auth/auth';
import { ADDRESS_HEADER } from '../../lib/auth/library';
import type { Actor } from '../../lib/domain/action';
import { EN } from '../../lib/domain/words/en';
import { openStore } from '../../lib/store/open-store';
import type { Store } from '../../lib/store/store';

export const PASSWORD = 'correct horse battery';
export const ADMIN: Actor = { kind: 'user', name: 'ada', role: 'admin' };

export interface TestAuth {
  readonly auth: Auth;
  readonly store: Store;
  /** Its wall clock, which a test may set. */
  readonly clock: { now: number };
  /** A request with the cookies of an answer. */
  headers(cookies?: readonly string[], address?: string): Headers;
  /** The cookies of somebody who signed in with PASSWORD. */
  signedIn(name: string): Promise<readonly string[]>;
  stop(): Promise<void>;
}

/** Who is asking, over a real store of its own. */
export async function startAuth(rules: Partial<AuthRules> = {}, dataDir?: string): Promise<TestAuth> {
  const folder = dataDir ?? mkdtempSync(join(tmpdir(), 'savepoint-auth-'));
  const store = await openStore({ dataDir: folder, secretKey: Buffer.alloc(32, 7) });
  const clock = { now: Date.now() };
  const auth = createAuth({
    store,
    now: () => clock.now,
    newId: () => crypto.randomUUID(),
    onAudit: () => undefined,
    secret: store.fingerprint('cookies of a test'),
    origin: 'http://127.0.0.1:3000',
    port: 3000,
    rules: { signIn: true, adminToken: null, firstAdministrator: null, ...rules },
  });
  const headers = (cookies: readonly string[] = [], address = '192.0.2.7'): Headers =>
    new Headers({ cookie: cookies.map((cookie) => cookie.split(';')[0]).join('; '), [ADDRESS_HEADER]: address });
  return {
    auth,
    store,
    clock,
    headers,
    async signedIn(name) {
      const result = await auth.signIn({ name, password: PASSWORD }, headers(), EN);
      if (!result.ok) throw new Error(result.refusal.message);
      return result.value.cookies;
    },
    async stop() {
      await store.close();
      if (dataDir === undefined) rmSync(folder, { recursive: true, force: true });
    },
  };
}
