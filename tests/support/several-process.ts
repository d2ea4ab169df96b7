import { Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { loadConfig } from '../../lib/config/load-config';
import type { Save } from '../../lib/domain/save/save';
import type { Savepoint } from '../../lib/runtime/facade';
import { heldSavepoint } from '../../lib/runtime/savepoint';
import { Serving } from '../../lib/runtime/serving';
import type { Actor } from '../../lib/domain/action/action';
import { A_KEY } from './store-folder';

/**
 * One of several Savepoints on a database: `several-process.ts DATA_DIR NAME`, with its settings in the environment. It says `ready`; of each line of
 * its standard input, a `Wish` as JSON, it says on one line what came of it, as JSON.
 */
export type Wish =
  | { readonly do: 'bgsave'; readonly id: string }
  | {
      readonly do: 'switch';
      readonly id: string;
      readonly value: 'yes' | 'no';
      readonly until: 'next-good-save' | 'none' | null;
    }
  /** The instance as its page has it. */
  | { readonly do: 'view'; readonly id: string }
  /** How many good saves of an instance open pages were told of as ended, each once. */
  | { readonly do: 'heard'; readonly id: string }
  | { readonly do: 'register'; readonly name: string; readonly url: string }
  | { readonly do: 'remove'; readonly id: string }
  | { readonly do: 'bulk'; readonly ids: readonly string[] }
  /** The bulk save that was begun last, whoever runs it. */
  | { readonly do: 'latest-bulk' }
  | { readonly do: 'stop-bulk'; readonly id: string }
  /** Sends itself a signal when it is about to send a command to Redis, whose text this is a part of. */
  | { readonly do: 'trap'; readonly text: string; readonly signal: 'SIGKILL' | 'SIGTERM' };

const [dataDir = '', name = ''] = process.argv.slice(2);
const actor: Actor = { kind: 'user', name, role: 'admin' };
const serving = new Serving(loadConfig(process.env, dataDir), A_KEY, (error) => {
  console.log('failed', error);
  process.exit(1);
});
const heard = new Map<string, Save>();
let listened: Savepoint | null = null;

function held(): Savepoint {
  const savepoint = heldSavepoint();
  if (savepoint === null) throw new Error('Nobody serves.');
  return savepoint;
}

let trap: Extract<Wish, { do: 'trap' }> | null = null;
const write = Socket.prototype.write;
Socket.prototype.write = function trapped(this: Socket, ...given: Parameters<typeof write>): boolean {
  if (trap !== null && String(given[0]).toLowerCase().includes(trap.text)) {
    const { signal } = trap;
    trap = null;
    process.kill(process.pid, signal);
  }
  return write.apply(this, given);
} as typeof write;

/** One that began anew has pages anew. */
function listen(): void {
  const savepoint = held();
  if (savepoint === listened) return;
  listened = savepoint;
  savepoint.subscribe((change) => {
    if (change.kind === 'save') heard.set(change.save.id, change.save);
  });
}

async function done(wish: Wish): Promise<unknown> {
  const savepoint = held();
  switch (wish.do) {
    case 'bgsave': {
      const asked = await savepoint.triggerBgsave(wish.id, { schedule: false, reason: null, runId: null }, actor);
      return asked.ok ? { ok: true, action: asked.value.action.id } : { ok: false, ...asked.refusal };
    }
    case 'switch': {
      const { value } = wish;
      const expected = value === 'no' ? 'yes' : 'no';
      const until = wish.until === null ? null : { kind: wish.until, at: null };
      const request = {
        value,
        expected,
        confirm: wish.id,
        reason: 'checkout down, INC-4312',
        until,
        rewrite: false,
        runId: null,
      } as const;
      const asked = await savepoint.setStopWrites(wish.id, request, actor);
      return asked.ok ? { ok: true, action: asked.value.action.id } : { ok: false, ...asked.refusal };
    }
    case 'view':
      return savepoint.instance(wish.id);
    case 'heard':
      return [...heard.values()].filter(({ instanceId, outcome }) => instanceId === wish.id && outcome === 'saved')
        .length;
    case 'register': {
      const { name: called, url } = wish;
      const input = { name: called, url, operator: 'same', environment: 'development', tags: {} } as const;
      const asked = await savepoint.register(input, actor);
      return asked.ok ? { ok: true } : { ok: false, ...asked.refusal };
    }
    case 'bulk': {
      const request = { instanceIds: wish.ids, hostsAtOnce: 4, reason: null };
      const asked = await savepoint.startBulk(request, actor);
      return asked.ok ? { ok: true, id: asked.value.id } : { ok: false, ...asked.refusal };
    }
    case 'latest-bulk':
      return savepoint.latestBulk();
    case 'stop-bulk': {
      const asked = await savepoint.stopBulk(wish.id, actor);
      return asked.ok ? { ok: true, save: asked.value } : { ok: false, ...asked.refusal };
    }
    case 'trap':
      trap = wish;
      return { ok: true };
    case 'remove': {
      const asked = await savepoint.remove(wish.id, actor);
      return asked.ok ? { ok: true } : { ok: false, ...asked.refusal };
    }
  }
}

process.once('SIGTERM', () => void serving.stop().finally(() => process.exit(0)));
await serving.start();
listen();
setInterval(listen, 20);
console.log('said "ready"');
for await (const line of createInterface({ input: process.stdin })) {
  const answer = await done(JSON.parse(line) as Wish).catch((error: unknown) => ({
    ok: false,
    message: String(error),
  }));
  console.log(`said ${JSON.stringify(answer)}`);
}
