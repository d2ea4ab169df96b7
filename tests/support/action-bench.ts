import { rmSync } from 'node:fs';
import type { ActionContext } from '../../lib/actions/context';
import type { Actor } from '../../lib/domain/action/action';
import type { SetStopWritesRequest } from '../../lib/domain/action/action-guards';
import type { Result } from '../../lib/domain/result';
import { connectRedis } from '../../lib/redis/connection';
import type { BgsaveReply, Connect, RedisConnection, Timeouts } from '../../lib/redis/redis';
import { newId } from '../../lib/runtime/new-id';
import type { RedisServer } from './redis-server';
import { TIMEOUTS } from './redis-target';
import { newDataDir, openStoreOf } from './store-folder';

export { callsOf, expectCalls } from './calls-of';

export const ONCALL_1: Actor = { kind: 'user', name: 'oncall-1', role: 'operator' };
export const ONCALL_2: Actor = { kind: 'user', name: 'oncall-2', role: 'operator' };

/** What actions need, with a real store and real connections, and what they told the monitor. */
export interface ActionBench extends ActionContext {
  readonly dataDir: string;
  readonly replies: BgsaveReply['kind'][];
  readonly guardChanges: (string | null)[];
  dispose(): Promise<void>;
}

export async function actionBench(
  options: {
    readonly connect?: Connect;
    readonly timeouts?: Timeouts;
    readonly closing?: AbortSignal;
    /** Of somebody else as well; a new one unless given. */
    readonly dataDir?: string;
  } = {},
): Promise<ActionBench> {
  const dataDir = options.dataDir ?? newDataDir();
  const store = await openStoreOf(dataDir);
  const ending = new AbortController();
  const replies: BgsaveReply['kind'][] = [];
  const guardChanges: (string | null)[] = [];
  return {
    dataDir,
    store,
    replies,
    guardChanges,
    connect: options.connect ?? connectRedis,
    timeouts: options.timeouts ?? TIMEOUTS,
    now: Date.now,
    newId,
    closing: options.closing ?? ending.signal,
    followsSaveOf: () => false,
    onBgsaveReply: (_action, reply) => replies.push(reply.kind),
    onGuardChange: (_id, change) => guardChanges.push(change === null ? null : change.value),
    dispose: async () => {
      ending.abort();
      await store.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** Real connections on which something happens between the look and the command: `before` runs when it is about to be sent. */
export function interrupted(before: (connection: number) => Promise<void>): Connect {
  let made = 0;
  return (target, timeouts) => {
    made += 1;
    const number = made;
    const real = connectRedis(target, timeouts);
    const later =
      <A extends unknown[], R>(send: (...args: A) => Promise<R>) =>
      async (...args: A): Promise<R> => {
        await before(number);
        return send(...args);
      };
    return { ...real, bgsave: later(real.bgsave), setGuard: later(real.setGuard) } satisfies RedisConnection;
  };
}

/** A complete request to switch the guard off, as the dialogue sends it. */
export function switchOff(changed: Partial<SetStopWritesRequest> = {}): SetStopWritesRequest {
  return {
    value: 'no',
    expected: 'yes',
    confirm: 'orders-primary',
    reason: 'checkout down, INC-4312',
    until: null,
    rewrite: false,
    runId: null,
    ...changed,
  };
}

/** The same to switch it on. */
export function switchOn(changed: Partial<SetStopWritesRequest> = {}): SetStopWritesRequest {
  return switchOff({ value: 'yes', expected: 'no', confirm: null, reason: null, ...changed });
}

export const guardOf = async (redis: RedisServer): Promise<string> =>
  (await redis.cli('CONFIG', 'GET', 'stop-writes-on-bgsave-error')).split('\n')[1] ?? '';

export const runIdOf = async (redis: RedisServer): Promise<string> =>
  /run_id:(\w+)/.exec(await redis.cli('INFO', 'server'))?.[1] ?? '';

/** The value of a good result; throws with the refusal otherwise. */
export function valueOfResult<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw new Error(`Refused: ${result.refusal.code}: ${result.refusal.message}`);
}

/** The refusal of a result; throws when it was good. */
export function refusalOfResult(result: Result<unknown>) {
  if (!result.ok) return result.refusal;
  throw new Error('It was not refused.');
}
