import { Agent, get } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { firstFree } from '../ports.mjs';
import { exitOf, spawnLeashed } from '../run.mjs';
import { Sentence } from '../steps.mjs';

/** @typedef {import('./row.mjs').Run} Run */

export const EXPORTER = 'prometheus-redis-exporter';

const FIRST_PORT = 4650;

/** Runs Debian's redis_exporter on a port of our own, with no server of its own to look at. @param {Run} run */
export async function startExporter(run) {
  const port = await firstFree(FIRST_PORT);
  const args = ['-redis.addr', '', '-web.listen-address', `127.0.0.1:${port}`];
  const child = spawnLeashed(EXPORTER, args, { detached: true, stdio: 'ignore' }, 'KILL');
  const exit = exitOf(child);
  run.keep(async () => {
    child.kill('SIGKILL');
    await exit;
  });
  const url = `http://127.0.0.1:${port}`;
  let ended = false;
  void exit.then(() => (ended = true));
  while (!(await fetch(url).catch(() => null))?.ok) {
    if (ended) throw new Sentence(`${EXPORTER} ended while it started.`);
    await pause(100);
  }
  return { url, pid: child.pid ?? 0 };
}

/**
 * Scrapes each target once a second, spread over the second as Prometheus does; one that is late is not asked twice.
 * @param {string} url
 * @param {readonly string[]} targets
 */
export function startScraping(url, targets) {
  const agent = new Agent({ keepAlive: true });
  let done = 0;
  const timers = targets.map((target, index) => {
    let busy = false;
    const turn = async () => {
      if (busy) return;
      busy = true;
      if (await scrape(agent, `${url}/scrape?target=${encodeURIComponent(target)}`)) done += 1;
      busy = false;
    };
    /** @type {NodeJS.Timeout} */
    let every;
    const first = setTimeout(() => (every = setInterval(turn, 1000)), (index * 1000) / targets.length);
    return () => {
      clearTimeout(first);
      clearInterval(every);
    };
  });
  return {
    done: () => done,
    end: () => {
      for (const each of timers) each();
      agent.destroy();
    },
  };
}

/** Whether the exporter saw the server. @param {Agent} agent @param {string} address @returns {Promise<boolean>} */
function scrape(agent, address) {
  return new Promise((resolve) => {
    const request = get(address, { agent }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (part) => (text += part));
      response.on('end', () => resolve(/^redis_up 1$/m.test(text)));
    });
    request.on('error', () => resolve(false));
  });
}
