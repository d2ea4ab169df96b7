import { anInstance } from '../a-registered-instance';
import { aSavepoint, type TestSavepoint } from '../a-savepoint';
import { actionBench, type ActionBench } from '../action-bench';
import { connectAs, PASSWORD } from '../acl-guide';
import type { Endings } from '../endings';
import { Follower } from '../follower';
import type { RedisConnection } from '../../../lib/redis/redis';
import type { RegisteredInstance } from '../../../lib/domain/instance/instance';
import type { RedisServer } from '../redis-server';
import { watchedFleet, type Watched } from '../watched-fleet';

/** Seen, or why this release cannot have it; whatever else is wrong is an error of the check. */
export type Shown = 'yes' | { readonly not: string };

/** One line of the table of docs/compatibility.md. */
export interface Capability {
  readonly name: string;
  /** Makes it happen on a server of the release that is tested, and looks with Savepoint's own code. */
  readonly check: (ground: Ground) => Promise<Shown>;
}

/** What a check starts; it ends with its test. */
export class Ground {
  readonly started: Endings['started'];
  readonly #endings: Endings;

  constructor(endings: Endings) {
    this.#endings = endings;
    this.started = endings.started;
  }

  /** Ends something with the test. */
  later(end: () => unknown): void {
    this.#endings.push(end);
  }

  async kept<T extends RedisServer>(starting: Promise<T>): Promise<T> {
    const redis = await starting;
    this.later(() => redis.stop());
    return redis;
  }

  follower(redis: RedisServer): Follower {
    const follower = new Follower(redis);
    this.later(() => follower.close());
    return follower;
  }

  /** Savepoint that watches it, and acts with the same credentials. */
  async savepoint(redis: RedisServer, changed: Partial<RegisteredInstance> = {}): Promise<TestSavepoint> {
    const watch = await aSavepoint([anInstance(redis.url, changed)], { pollIntervalMs: 100 });
    this.later(() => watch.dispose());
    return watch;
  }

  async watched(url: string): Promise<Watched> {
    const fleet = await watchedFleet({ orders: url });
    this.later(() => fleet.dispose());
    return fleet.one('orders');
  }

  /** A connection as a user of the guide on rights; null is the user that everybody is at first. */
  connection(redis: RedisServer, username: string | null): RedisConnection {
    const connection = connectAs(redis, username);
    this.later(() => connection.close());
    return connection;
  }

  async bench(): Promise<ActionBench> {
    const bench = await actionBench();
    this.later(() => bench.dispose());
    return bench;
  }
}

/** An instance with the two users of the guide on rights. */
export function withBothUsers(redis: RedisServer): RegisteredInstance {
  const credentials = (username: string) => ({ username, password: PASSWORD });
  return anInstance(redis.url, { observer: credentials('observer'), operator: credentials('operator') });
}
