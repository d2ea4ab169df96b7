import type { InstanceView } from '../../lib/domain/state/instance-view';
import { viewInstance } from '../../lib/domain/state/view-instance';
import type { Save } from '../../lib/domain/save/save';
import { BLANK_MEMORY, type Memory } from '../../lib/monitor/memory';
import { takeTurn } from '../../lib/monitor/turn';
import { connectRedis } from '../../lib/redis/connection';
import type { RedisConnection } from '../../lib/redis/redis';
import { newId } from '../../lib/runtime/new-id';
import { anInstance } from './a-registered-instance';
import { eventually } from './eventually';
import type { RedisServer } from './redis-server';

const LONG_MS = 60_000;

/** Follows an instance by hand: the test decides when a poll happens. */
export class Follower {
  readonly rows = new Map<string, Save>();
  readonly #instance: ReturnType<typeof anInstance>;
  readonly #connection: RedisConnection;
  #memory: Memory = BLANK_MEMORY;

  constructor(redis: RedisServer) {
    this.#instance = anInstance(redis.url);
    const target = { endpoint: this.#instance.endpoint, database: 0, credentials: this.#instance.observer };
    this.#connection = connectRedis(target, { connectMs: 1500, commandMs: 1500 });
  }

  /** Polls once and returns the rows that are new or changed. */
  async poll(): Promise<readonly Save[]> {
    const observation = await eventually('facts', async () => {
      const seen = await this.#connection.observe(Date.now);
      return seen.kind === 'facts' ? seen : null;
    });
    const turn = takeTurn({ instanceId: 'i', memory: this.#memory, observation, gapAfterMs: LONG_MS, newId });
    this.#memory = turn.memory;
    for (const save of turn.saves) this.rows.set(save.id, save);
    return turn.saves;
  }

  /** True where Redis counts attempts (7.0+): before, one can be missed, but none may be invented. */
  counts(): boolean {
    return this.#memory.sighting?.facts.rdb.attempts !== null;
  }

  lastStatus(): string | null {
    return this.#memory.sighting?.facts.rdb.lastStatus ?? null;
  }

  /** What Savepoint says of the instance, as of the last poll. */
  view(): InstanceView {
    const { sighting, knowledge } = this.#memory;
    return viewInstance({
      registered: this.#instance,
      latest: sighting,
      sighting,
      knowledge,
      previous: null,
      now: Date.now(),
      staleAfterMs: LONG_MS,
    });
  }

  close(): void {
    this.#connection.close();
  }
}
