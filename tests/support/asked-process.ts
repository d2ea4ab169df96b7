import { createInterface } from 'node:readline';
import { setStopWrites } from '../../lib/actions/set-stop-writes';
import { triggerBgsave } from '../../lib/actions/trigger-bgsave';
import type { Actor } from '../../lib/domain/action/action';
import type { SetStopWritesRequest } from '../../lib/domain/action/action-guards';
import type { Result } from '../../lib/domain/result';
import { connectRedis } from '../../lib/redis/connection';
import type { Connect } from '../../lib/redis/redis';
import { anInstance } from './a-registered-instance';
import { actionBench, switchOff } from './action-bench';

/**
 * A process that acts when it is asked: `asked-process.ts DATA_DIR REDIS_URL NAME`. It says `ready`; of each line of its standard
 * input, an `Asked` as JSON, it says on one line what came of it, a `Said` as JSON.
 */
export type Asked =
  | { readonly do: 'bgsave' }
  | {
      readonly do: 'switch';
      readonly request: Partial<SetStopWritesRequest>;
      /** It stops itself (SIGSTOP) when the change is about to be sent, or when Redis has answered it. */
      readonly stops?: 'before' | 'after';
    };

export interface Said {
  readonly ok: boolean;
  readonly code: string | null;
  readonly message: string;
}

const [dataDir = '', url = '', name = ''] = process.argv.slice(2);
const actor: Actor = { kind: 'user', name, role: 'admin' };
const instance = anInstance(url);
let stops: 'before' | 'after' | undefined;
const stopIf = (moment: 'before' | 'after'): void => {
  if (stops === moment) process.kill(process.pid, 'SIGSTOP');
};
const connect: Connect = (target, timeouts) => {
  const real = connectRedis(target, timeouts);
  return {
    ...real,
    setGuard: async (value) => {
      stopIf('before');
      const reply = await real.setGuard(value);
      stopIf('after');
      return reply;
    },
  };
};
const ctx = await actionBench({ dataDir, connect });

async function done(asked: Asked): Promise<Result<unknown>> {
  if (asked.do === 'bgsave') {
    return triggerBgsave(ctx, instance, { schedule: false, reason: null, runId: null }, actor);
  }
  stops = asked.stops;
  return setStopWrites(ctx, instance, switchOff(asked.request), actor);
}

console.log('ready');
for await (const line of createInterface({ input: process.stdin })) {
  const result = await done(JSON.parse(line) as Asked);
  const said: Said = result.ok
    ? { ok: true, code: null, message: '' }
    : { ok: false, code: result.refusal.code, message: result.refusal.message };
  console.log(JSON.stringify(said));
}
