import { WAYS } from './breakage.mjs';

/** @typedef {import('./server.mjs').DemoServer} DemoServer */

/** What makes a server show its state. @type {Record<import('./fleet.mjs').Deed, (server: DemoServer) => Promise<void>>} */
export const DEEDS = {
  save: (server) => server.save(),
  // Leaves no duration behind: the slow saves that follow are not slower than usual.
  'save-at-once': async (server) => {
    await server.grown();
    await server.redis.save();
  },
  write: (server) => server.write(server.member.keys),
  break: (server) => WAYS[server.member.breaks].break(server),
  'guard-off': async (server) => void (await server.redis.config('SET', 'stop-writes-on-bgsave-error', 'no')),
  // Microseconds a key: some forty seconds for all.
  'save-slowly': async (server) => void (await server.redis.config('SET', 'rdb-key-save-delay', 2000)),
};
