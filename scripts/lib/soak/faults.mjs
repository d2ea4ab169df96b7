import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { WAYS } from '../demo/breakage.mjs';
import { Sentence } from '../steps.mjs';

/** @typedef {import('../demo/server.mjs').DemoServer} DemoServer */
/** @typedef {{ begin: (server: DemoServer) => Promise<void>, end: (server: DemoServer) => Promise<void> }} Way */

const CHILD_WITHIN_MS = 5000;

/** How each fault begins and ends. @type {Record<import('./plan.mjs').Fault, Way>} */
export const FAULTS = {
  hang: {
    begin: async (server) => signal(server, 'SIGSTOP'),
    end: async (server) => signal(server, 'SIGCONT'),
  },
  crash: {
    begin: (server) => server.stop(),
    end: async (server) => {
      await server.start();
      // A save that is seen: without one nobody knows whether the guard may be on again.
      await server.save();
    },
  },
  'child-killed': { begin: killChild, end: (server) => server.save() },
  'saves-fail': { begin: WAYS.disk.break, end: WAYS.disk.heal },
  'memory-full': {
    begin: async (server) => void (await server.redis.config('SET', 'maxmemory', '1mb')),
    end: async (server) => void (await server.redis.config('SET', 'maxmemory', '0')),
  },
  password: { begin: WAYS.password.break, end: WAYS.password.heal },
  'aof-disk-full': { begin: WAYS.aof.break, end: WAYS.aof.heal },
};

/** @param {DemoServer} server @param {NodeJS.Signals} name */
function signal({ pid, member }, name) {
  if (pid === null) throw new Sentence(`${member.name} does not run.`);
  process.kill(pid, name);
}

/** Kills the child of a save that would take minutes. @param {DemoServer} server */
async function killChild(server) {
  await server.grown();
  await server.redis.config('SET', 'rdb-key-save-delay', 1_000_000);
  try {
    await server.redis.bgsave();
    process.kill(await childOf(server), 'SIGKILL');
  } finally {
    await server.redis.config('SET', 'rdb-key-save-delay', 0);
  }
}

/** The pid of the saving child, once there is one. @param {DemoServer} server */
async function childOf({ pid, member }) {
  for (const deadline = Date.now() + CHILD_WITHIN_MS; Date.now() < deadline; await pause(20)) {
    const child = Number(readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ')[0]);
    if (child > 0) return child;
  }
  throw new Sentence(`${member.name} began no save.`);
}
