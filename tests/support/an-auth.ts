import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Kysely } from 'kysely';
import { createAuth, type Auth, type AuthRules } from '../../lib/auth/auth';
import { ADDRESS_HEADER } from '../../lib/domain/access/door-headers';
import type { SignedIn } from '../../lib/auth/sign-in';
import type { Actor, ActorRole } from '../../lib/domain/action/action';
import type { Person, Principal } from '../../lib/domain/access/principal';
import type { Result } from '../../lib/domain/result';
import { EN } from '../../lib/domain/words/en';
import type { Schema } from '../../lib/store/schema';
import { openStore } from '../../lib/store/open-store';
import type { Store } from '../../lib/store/store';

/** Under which people reach it. */
export const ORIGIN = 'http://127.0.0.1:3000';
export const PASSWORD = 'correct horse battery';
export const ADMIN: Actor = { kind: 'user', name: 'ada', role: 'admin' };

export interface TestAuth {
  readonly auth: Auth;
  readonly store: Store;
  readonly dataDir: string;
  /** Its wall clock, which a test may set. */
  readonly clock: { now: number };
  /** A request with the cookies of an answer. */
  headers(cookies?: readonly string[], address?: string): Headers;
  /** Somebody who signs in with PASSWORD. */
  add(name: string, role: ActorRole): Promise<Person>;
  /** Tries to sign in. */
  attempt(name: string, password: string, address?: string): Promise<Result<SignedIn>>;
  /** The cookies of somebody who signed in with PASSWORD. */
  signedIn(name: string): Promise<readonly string[]>;
  /** Who asks with these cookies; null when they are of no use. */
  whoIs(cookies: readonly string[]): Promise<Principal | null>;
  /** Every audit entry as `kind: message`, newest first. */
  audited(): Promise<readonly string[]>;
  /** What is kept in a table. */
  rows(table: keyof Schema): Promise<readonly object[]>;
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
    origin: ORIGIN,
    port: 3000,
    rules: { signIn: true, adminToken: null, firstAdministrator: null, provider: null, proxy: null, ...rules },
  });
  const headers = (cookies: readonly string[] = [], address = '192.0.2.7'): Headers =>
    new Headers({ cookie: cookies.map((cookie) => cookie.split(';')[0]).join('; '), [ADDRESS_HEADER]: address });
  const attempt: TestAuth['attempt'] = (name, password, address) =>
    auth.signIn({ name, password }, headers([], address), EN);
  return {
    auth,
    store,
    dataDir: folder,
    clock,
    headers,
    attempt,
    add: async (name, role) => valueOf(await auth.addPerson({ name, password: PASSWORD, role }, ADMIN, EN)),
    signedIn: async (name) => valueOf(await attempt(name, PASSWORD)).cookies,
    whoIs: (cookies) => auth.principalOf(headers(cookies)),
    async audited() {
      const { rows } = await store.listAudit({ limit: 500 });
      return rows.map(({ kind, message }) => `${kind}: ${message}`);
    },
    rows: (table) => (store.database.db as Kysely<Schema>).selectFrom(table).selectAll().execute(),
    async stop() {
      await store.close();
      if (dataDir === undefined) rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** What was asked for; throws the refusal. */
export function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.refusal.message);
  return result.value;
}

/** The code of a refusal; throws when there is none. */
export function refusalOf(result: Result<unknown>): string {
  if (result.ok) throw new Error('It was not refused.');
  return result.refusal.code;
}
