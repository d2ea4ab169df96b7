import { setTimeout as pause } from 'node:timers/promises';
import { WAYS } from './breakage.mjs';

/** @typedef {import('./server.mjs').DemoServer} DemoServer */

/** What makes a server show its state. @type {Record<import('./fleet.mjs').Deed, (server: DemoServer) => Promise<void>>} */
export const DEEDS = {
  save: async (server) => {
    // A save within the first second of a process cannot be told from its start time afterwards.
    while (Number(await server.info('uptime_in_seconds')) < 2) await pause(100);
    await server.save();
  },
  write: (server) => server.write(server.member.keys),
  break: (server) => WAYS[server.member.breaks].break(server),
  'guard-off': async (server) => void (await server.redis.config('SET', 'stop-writes-on-bgsave-error', 'no')),
  // Microseconds a key: some forty seconds for all.
  'save-slowly': async (server) => void (await server.redis.config('SET', 'rdb-key-save-delay', 2000)),
};
