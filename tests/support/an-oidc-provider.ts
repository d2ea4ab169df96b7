import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider from 'oidc-provider';

export const CLIENT = { id: 'savepoint', secret: 'the-secret-of-the-client' };

export type ClaimsOf = Readonly<Record<string, unknown>>;
export type IdToken = { readonly header: ClaimsOf; readonly payload: ClaimsOf };

export interface TestProvider {
  readonly issuer: string;
  /** Who has an account there, and what the provider says of them; a test may change it. */
  readonly people: Record<string, ClaimsOf>;
  /** Makes another ID token of each that is handed out, signed with the provider's key or another one. */
  tamper: ((token: IdToken) => IdToken & { readonly key: 'own' | 'foreign' }) | null;
  /** A test may let it say something else of itself. */
  describe: (metadata: ClaimsOf) => ClaimsOf;
  /** It answers no more, until it is started again. */
  stop(): Promise<void>;
  start(): Promise<void>;
}

const KEYS = {
  own: generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey,
  foreign: generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey,
};

/** A real OpenID provider on loopback, at which everybody signs in without a password. */
export async function startProvider(callback: string, people: Record<string, ClaimsOf>): Promise<TestProvider> {
  let server = await listening(0);
  const { port } = server.address() as AddressInfo;
  const test: TestProvider = {
    issuer: `http://127.0.0.1:${port}`,
    people,
    tamper: null,
    describe: (metadata) => metadata,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
    async start() {
      server = await listening(port);
      server.on('request', provider.callback());
    },
  };
  const provider = providerOf(test, callback);
  provider.use(async (ctx, next) => {
    await next();
    if (ctx.oidc?.route === 'discovery') ctx.body = test.describe(ctx.body as ClaimsOf);
    const body = ctx.body as { id_token?: string } | undefined;
    if (ctx.oidc?.route !== 'token' || test.tamper === null || body?.id_token === undefined) return;
    const { key, ...token } = test.tamper(read(body.id_token));
    ctx.body = { ...body, id_token: signed(token, KEYS[key]) };
  });
  server.on('request', provider.callback());
  return test;
}

function providerOf({ issuer, people }: TestProvider, callback: string): Provider {
  return new Provider(issuer, {
    clients: [{ client_id: CLIENT.id, client_secret: CLIENT.secret, redirect_uris: [callback] }],
    jwks: { keys: [{ ...KEYS.own.export({ format: 'jwk' }), kid: 'first', alg: 'RS256', use: 'sig' }] },
    cookies: { keys: ['a key for the cookies of the provider'] },
    claims: {
      openid: ['sub', 'auth_time'],
      email: ['email', 'email_verified'],
      profile: ['preferred_username'],
      groups: ['groups'],
    },
    pkce: { required: () => true },
    findAccount: (_context: unknown, id: string) => ({
      accountId: id,
      claims: async () => ({ sub: id, ...people[id] }),
    }),
  });
}

async function listening(port: number): Promise<Server> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return server;
}

function read(token: string): IdToken {
  const [header = '', payload = ''] = token.split('.');
  const parsed = (text: string): ClaimsOf => JSON.parse(Buffer.from(text, 'base64url').toString()) as ClaimsOf;
  return { header: parsed(header), payload: parsed(payload) };
}

function signed({ header, payload }: IdToken, key: KeyObject): string {
  const text = [header, payload].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
  return `${text}.${sign('RSA-SHA256', Buffer.from(text), key).toString('base64url')}`;
}
