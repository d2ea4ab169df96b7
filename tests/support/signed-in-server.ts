import { madeTokenSchema } from '../../lib/contracts/access';
import { setStopWritesResponseSchema } from '../../lib/contracts/action';
import { instanceListSchema, instanceSchema } from '../../lib/contracts/instance';
import { runIdOf } from './action-bench';
import { eventually } from './eventually';
import { ask, type HttpAnswer } from './http-client';
import { startRedis, type RedisServer } from './redis-server';
import { startSavepoint, type SavepointServer } from './savepoint-server';

export const ADA = { name: 'ada-canary-4d1e', password: 'canary-password-of-ada' };
export const INSTANCE_NAME = 'Orders Canary 7f3a';
const TOKEN_NAME = 'token-canary-20aa';
const TAG = 'tag-canary-91bd';
const REASON = 'reason canary 55c1';
const SAVE_SECONDS = 360_711;

/** Savepoint with an account, somebody signed in, and an instance that has much to tell. */
export interface SignedInServer {
  readonly redis: RedisServer;
  readonly savepoint: SavepointServer;
  /** The cookie of who is signed in, as a request carries it. */
  readonly cookie: string;
  readonly instanceId: string;
  /** Of the guard's being switched off. */
  readonly actionId: string;
  /** Of a token that was made. */
  readonly token: string;
  /** What nobody may learn who is not signed in. */
  readonly canaries: readonly string[];
  stop(): Promise<void>;
}

/** The cookie of a new session of hers, as a request carries it. */
export async function signIn({ url }: Pick<SavepointServer, 'url'>): Promise<string> {
  const answer = await ask(url, '/api/session', { method: 'POST', body: ADA, headers: { origin: url } });
  const cookie = answer.headers['set-cookie']?.[0]?.toString().split(';')[0];
  if (cookie === undefined) throw new Error(`Nobody was signed in: ${answer.status} ${answer.text}`);
  return cookie;
}

/** Starts them, registers the instance, switches its guard off and saves: all of it has to be shown to who is signed in. */
export async function startSignedIn(): Promise<SignedInServer> {
  const redis = await startRedis({ save: `${SAVE_SECONDS} 11` });
  const savepoint = await startSavepoint({
    env: { SAVEPOINT_SIGN_IN: 'yes', SAVEPOINT_ADMIN_NAME: ADA.name, SAVEPOINT_ADMIN_PASSWORD: ADA.password },
  });
  const cookie = await signIn(savepoint);
  const headers = { origin: savepoint.url, cookie };
  const change = async (method: string, path: string, body: unknown): Promise<HttpAnswer> => {
    const answer = await ask(savepoint.url, path, { method, body, headers });
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${answer.text}`);
    return answer;
  };
  const registration = { name: INSTANCE_NAME, url: redis.url, operator: 'same', tags: { team: TAG } };
  const instanceId = instanceSchema.parse((await change('POST', '/api/instances', registration)).json()).id;
  const runId = await runIdOf(redis);
  await eventually('the instance to be seen', async () => {
    const { instances } = instanceListSchema.parse((await ask(savepoint.url, '/api/instances', { headers })).json());
    return instances[0]?.server.runId === runId;
  });
  const off = { value: 'no', expected: 'yes', confirm: INSTANCE_NAME, reason: REASON };
  const switched = await change('PUT', `/api/instances/${instanceId}/stop-writes`, off);
  await change('POST', `/api/instances/${instanceId}/bgsave`, {});
  const made = await change('POST', '/api/tokens', { name: TOKEN_NAME, role: 'viewer', endsAt: null });
  await eventually('the save in the history', async () =>
    (await ask(savepoint.url, `/api/instances/${instanceId}/saves`, { headers })).text.includes(ADA.name),
  );
  return {
    redis,
    savepoint,
    cookie,
    instanceId,
    actionId: setStopWritesResponseSchema.parse(switched.json()).action.id,
    token: madeTokenSchema.parse(made.json()).secret,
    canaries: [
      ...[ADA.name, INSTANCE_NAME, TOKEN_NAME, TAG, REASON, runId, `127.0.0.1:${redis.port}`, `${SAVE_SECONDS}`],
      // The id alone is what an outsider asks with, and may be told back.
      `"instanceId":"${instanceId}"`,
    ],
    stop: async () => {
      await savepoint.stop();
      await redis.stop();
    },
  };
}
