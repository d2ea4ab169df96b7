import { closeSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/** @typedef {import('./server.mjs').DemoServer} DemoServer */
/** @typedef {{ break: (server: DemoServer) => Promise<void>, heal: (server: DemoServer) => Promise<void> }} Way */

/** How each kind of thing is broken and healed. @type {Record<import('./fleet.mjs').Member['breaks'], Way>} */
export const WAYS = {
  disk: {
    // A folder where the file has to go: each save fails, as root too.
    break: async (server) => {
      rmSync(server.dump, { recursive: true, force: true });
      mkdirSync(server.dump);
      await server.save();
    },
    heal: async (server) => {
      rmSync(server.dump, { recursive: true, force: true });
      await server.save();
    },
  },
  aof: {
    break: async (server) => {
      if (server.mount.length === 0) return;
      fillDisk(ballastOf(server));
      await writeUntilRefused(server);
    },
    heal: async (server) => rmSync(ballastOf(server), { force: true }),
  },
  process: {
    break: (server) => server.stop(),
    heal: async (server) => {
      if (server.pid !== null) return;
      server.empty();
      await server.start();
      await server.save();
    },
  },
  password: {
    break: async (server) => {
      await server.redis.config('SET', 'requirepass', 'changed-by-somebody');
      // Who is in already stays in.
      await server.redis.call('CLIENT', 'KILL', 'TYPE', 'normal', 'SKIPME', 'yes');
    },
    heal: async (server) => void (await server.redis.config('SET', 'requirepass', server.member.password ?? '')),
  },
};

/** @param {DemoServer} server */
function ballastOf(server) {
  return join(server.data, 'somebody-elses-file');
}

/** Writes until the disk takes no more. @param {string} path */
function fillDisk(path) {
  const file = openSync(path, 'a');
  try {
    for (const size of [65_536, 4096]) writeUntilFull(file, Buffer.alloc(size));
  } finally {
    closeSync(file);
  }
}

/** @param {number} file @param {Buffer} block */
function writeUntilFull(file, block) {
  try {
    while (writeSync(file, block) === block.length);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error;
  }
}

/** The file's last block still has room: more than fits there. @param {DemoServer} server */
async function writeUntilRefused(server) {
  for (let i = 0; i < 20; i += 1) {
    const reply = await server.redis
      .set('feed:latest', 'x'.repeat(5000))
      .catch((/** @type {Error} */ error) => error.message);
    if (reply?.startsWith('MISCONF')) return;
  }
}
