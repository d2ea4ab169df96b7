import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { endings } from '../support/endings';
import { startFakeRedis } from '../support/fake-redis';
import { bulk, bulks } from '../support/resp';
import { watchedFleet } from '../support/watched-fleet';

/* A real redis-server cannot be given a clock of its own here (libfaketime hangs it), so these words are at the socket only. */
const INFO = readFileSync(resolve(import.meta.dirname, '../fixtures/info/redis-7.0.15-saved.txt'), 'utf8');
const SAVED_BEFORE_S = 240;
const UP_S = 86_400;
/** Redis tells whole seconds, and an answer has its way. */
const CLOSE_MS = 2000;

const toEnd = endings();

/** INFO of a Redis whose clock is so many seconds ahead of ours; `savedAt` is a time on ours. */
function infoAt(aheadSeconds: number, savedAt: number): string {
  const now = Math.floor(Date.now() / 1000) + aheadSeconds;
  const own = [
    `server_time_usec:${now}000000`,
    `uptime_in_seconds:${UP_S}`,
    `rdb_last_save_time:${savedAt + aheadSeconds}`,
    'rdb_changes_since_last_save:3',
  ];
  // The first of a name counts.
  return `# Server\r\n${own.join('\r\n')}\r\n${INFO}`;
}

test.each([
  ['two hours ahead', 7200, /^The clock of Redis is 2 h ahead of the clock of Savepoint/],
  ['two hours behind', -7200, /^The clock of Redis is 2 h behind the clock of Savepoint/],
  ['right', 0, null],
])(
  'a Redis whose clock is %s: its save is as old as it is, nothing is invented, and the clock is told',
  async (_case, ahead, told) => {
    const savedAt = Math.floor(Date.now() / 1000) - SAVED_BEFORE_S;
    const fake = await startFakeRedis(([command = '', name = '', setting = '']) => {
      if (command === 'INFO') return bulk(name === 'commandstats' ? '# Commandstats\r\n' : infoAt(ahead, savedAt));
      if (command === 'CONFIG') return bulks(setting, setting === 'save' ? '3600 1' : 'yes');
      return '+PONG\r\n';
    });
    toEnd.push(() => fake.stop());
    const fleet = await watchedFleet({ orders: `redis://127.0.0.1:${fake.port}` });
    toEnd.push(() => fleet.dispose());
    const orders = fleet.one('orders');
    await orders.polls(5);
    const seen = await orders.until('the save', ({ rdb }) => rdb.lastGoodSaveAt !== null);
    expect(seen.problem).toBeNull();
    const { clock } = (await orders.until('the clock', ({ server }) => server.clock.aheadSeconds !== null)).server;
    expect(clock).toEqual({ aheadSeconds: ahead, message: told === null ? null : expect.stringMatching(told) });
    expect(seen.state).toBe('saved');
    expect(Math.abs((seen.rdb.lastGoodSaveAt ?? 0) - savedAt * 1000)).toBeLessThanOrEqual(CLOSE_MS);
    const up = (seen.observedAt ?? 0) - (seen.server.startedAt ?? 0);
    expect(Math.abs(up - UP_S * 1000)).toBeLessThanOrEqual(CLOSE_MS);
    expect((await orders.events()).map(({ detail }) => detail.kind)).toEqual(['watch-started']);
    expect(await orders.history()).toEqual([]);
  },
);
