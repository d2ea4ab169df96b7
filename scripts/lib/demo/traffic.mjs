/** @typedef {import('./server.mjs').DemoServer} DemoServer */

const EVERY_MS = 400;

/**
 * A few writes to every server, refused or not, and a new save wherever saves are slow.
 * @param {readonly DemoServer[]} servers
 * @returns {() => void} ends it
 */
export function startTraffic(servers) {
  const timer = setInterval(() => {
    for (const server of servers) if (server.pid !== null) void turn(server);
  }, EVERY_MS);
  return () => clearInterval(timer);
}

/** @param {DemoServer} server */
async function turn(server) {
  try {
    if (server.member.deeds.includes('save-slowly')) await saveAgain(server);
    if (server.primaryPort === null) await server.write(1 + Math.floor(Math.random() * 3));
  } catch {
    // Broken on purpose, or just being started or ended.
  }
}

/** A few seconds between two saves, so that both states are seen. @param {DemoServer} server */
async function saveAgain(server) {
  const endedBefore = Date.now() / 1000 - Number(await server.info('rdb_last_save_time'));
  const saving = (await server.info('rdb_bgsave_in_progress')) === '1';
  if (!saving && endedBefore > 5) await server.redis.bgsave();
}
