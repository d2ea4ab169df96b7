import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { exitOf, spawnLeashed } from '../run.mjs';
import { Sentence } from '../steps.mjs';
import { DEMO } from './folder.mjs';

/** @typedef {import('./fleet.mjs').Member} Member */

/** Our own user on every server: the demo must get in where Savepoint must not. */
const CONTROL = { username: 'demo-control', password: 'demo-control' };

/** One server of the demo, running or not. */
export class DemoServer {
  /** @type {import('node:child_process').ChildProcess | null} */
  #child = null;
  /** @type {Promise<number>} */
  #exit = Promise.resolve(0);

  /**
   * @param {Member} member
   * @param {number} port
   * @param {readonly string[]} mount the words that put the data on a small disk of its own; empty for none
   * @param {number | null} primaryPort
   * @param {string} [home] the folder that its own is in
   */
  constructor(member, port, mount, primaryPort, home = DEMO) {
    this.member = member;
    this.port = port;
    this.mount = mount;
    this.primaryPort = primaryPort;
    this.folder = join(home, member.name);
    this.redis = new Redis({
      ...CONTROL,
      port,
      lazyConnect: true,
      maxRetriesPerRequest: 0,
      autoResendUnfulfilledCommands: false,
      commandTimeout: 5000,
      retryStrategy: () => 300,
    });
    // It is down while it is broken; each command tells its own failure.
    this.redis.on('error', () => {});
  }

  get pid() {
    return this.#child?.pid ?? null;
  }

  /** Where its data is as seen from here: a disk of its own is visible only through its process. */
  get data() {
    return this.mount.length > 0 ? `/proc/${this.pid}/root${this.folder}` : this.folder;
  }

  get dump() {
    return join(this.data, 'dump.rdb');
  }

  async start() {
    mkdirSync(this.folder, { recursive: true });
    const [file = '', ...args] = [...this.mount, 'redis-server', ...this.#arguments()];
    const log = `${this.folder}.log`;
    // In a session of its own: Ctrl-C would reach it too, and Redis would save before it ends.
    const child = spawnLeashed(file, [...args, '--logfile', log], { detached: true, stdio: 'ignore' }, 'KILL');
    this.#child = child;
    this.#exit = exitOf(child);
    await Promise.race([
      this.#answers(),
      this.#exit.then((code) => {
        throw new Sentence(`${this.member.name} did not start (code ${code}); see ${log}.`);
      }),
    ]);
  }

  async stop() {
    this.#child?.kill('SIGKILL');
    await this.#exit;
    this.#child = null;
  }

  async end() {
    this.redis.disconnect();
    await this.stop();
  }

  /** A save in the first seconds of a process cannot be told from its start time afterwards. */
  async grown() {
    while (Number(await this.info('uptime_in_seconds')) < 3) await pause(100);
  }

  /** Starts a save and waits for its end, however it ends. */
  async save() {
    await this.grown();
    await this.redis.bgsave().catch(() => null);
    while ((await this.info('rdb_bgsave_in_progress')) === '1') await pause(50);
  }

  /** @param {string} field */
  async info(field) {
    const text = await this.redis.info();
    return new RegExp(`^${field}:(.*?)\\r?$`, 'm').exec(text)?.[1] ?? null;
  }

  /** @param {number} count */
  async write(count) {
    const pipeline = this.redis.pipeline();
    for (let i = 0; i < count; i += 1) pipeline.set(`${this.member.name}:${i}`, `value ${i} of ${Date.now()}`);
    await pipeline.exec();
  }

  async #answers() {
    for (;;) {
      const reply = await this.redis.ping().catch((/** @type {Error} */ error) => error.message);
      // MISCONF is an answer as well.
      if (reply === 'PONG' || reply.startsWith('MISCONF')) return;
      await pause(50);
    }
  }

  #arguments() {
    const { save, args = [], password } = this.member;
    return [
      ...['--port', String(this.port), '--bind', '127.0.0.1', '--dir', this.folder, '--rdbcompression', 'no'],
      ...['--save', save, '--user', CONTROL.username, 'on', `>${CONTROL.password}`, '~*', '&*', '+@all'],
      ...(this.primaryPort === null ? [] : ['--replicaof', `127.0.0.1 ${this.primaryPort}`]),
      ...(password === undefined ? [] : ['--requirepass', password]),
      ...args,
    ];
  }

  /** Removes what a broken disk left, so that a restart finds a fresh one. */
  empty() {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
