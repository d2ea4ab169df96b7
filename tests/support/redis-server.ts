import { execFile } from 'node:child_process';
import { chownSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { eventually } from './eventually';
import { NOBODY, childrenOf, freePort, hasLetGo, killTree, spawnServer, type SpawnedServer } from './processes';
import { firstLineOfPing } from './resp';
import { REDIS_SERVER } from './this-release';

const run = promisify(execFile);

export interface RedisOptions {
  /** More of redis-server's arguments, e.g. `['--appendonly', 'yes']`. */
  readonly args?: readonly string[];
  /** Its configuration file, in the data directory; none unless given. The other options win over it. */
  readonly configFile?: string;
  /** Save points as in the config file, `'3600 1'` unless given; `''` for none. */
  readonly save?: string;
  /** Data directory: a new one under the temp directory unless given; only a new one is removed by `stop`. */
  readonly dir?: string;
  readonly port?: number;
  /** Run without root's privileges: root ignores file permissions and process limits. */
  readonly asNobody?: boolean;
  readonly password?: string;
  /** Put before the server's command, e.g. `['env', '--ignore-signal=XFSZ']`; has to exec it. */
  readonly wrapper?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** When it counts as started: `loaded` (default) waits for the end of LOADING. */
  readonly until?: 'answers' | 'loaded';
}

export interface RedisServer {
  readonly port: number;
  readonly dir: string;
  readonly pid: number;
  /** `redis://[:password@]127.0.0.1:port` */
  readonly url: string;
  readonly password: string | null;
  /** What redis-cli prints for a command, without the newline at the end; error replies are text as well. */
  cli(...args: readonly string[]): Promise<string>;
  /** What the server logged in this run. */
  log(): string;
  /** The pid of the child that saves or rewrites, null when there is none. */
  childPid(): number | null;
  /** Sends a signal; with SIGKILL it waits for the end. */
  kill(signal?: NodeJS.Signals): Promise<void>;
  /** kill -9, awaits the end, removes the directory. Can be called again. */
  stop(): Promise<void>;
  /** kill -9 and start again with the same port and directory: what Redis does after a crash. */
  restart(changed?: Pick<RedisOptions, 'args' | 'save' | 'until'>): Promise<void>;
}

/** Starts a real redis-server on 127.0.0.1 and resolves once it answers PING. */
export async function startRedis(options: RedisOptions = {}): Promise<RedisServer> {
  const dir = options.dir ?? mkdtempSync(join(tmpdir(), 'savepoint-redis-'));
  const uid = options.asNobody === true && process.getuid?.() === 0 ? NOBODY : undefined;
  if (uid !== undefined) chownSync(dir, uid, uid);
  const port = options.port ?? (await freePort());
  let server = await launch(port, dir, uid, options);
  const cli = async (...args: readonly string[]): Promise<string> => {
    const env = { ...process.env, ...(options.password === undefined ? {} : { REDISCLI_AUTH: options.password }) };
    const { stdout } = await run('redis-cli', ['-p', String(port), ...args], { env, timeout: 20_000 });
    return stdout.replace(/\n$/, '');
  };
  const end = async (): Promise<void> => {
    const children = childrenOf(server.pid);
    killTree(server.pid);
    await server.exited;
    // A child killed right after its fork still listens on the port of the server, until it is really gone.
    await eventually('the children to be gone', () => children.every(hasLetGo));
  };
  return {
    port,
    dir,
    get pid() {
      return server.pid;
    },
    url: `redis://${options.password === undefined ? '' : `:${options.password}@`}127.0.0.1:${port}`,
    password: options.password ?? null,
    cli,
    log: () => server.output(),
    childPid: () => childrenOf(server.pid)[0] ?? null,
    kill: async (signal = 'SIGKILL') => {
      process.kill(server.pid, signal);
      if (signal === 'SIGKILL') await end();
    },
    stop: async () => {
      await end();
      if (options.dir === undefined) rmSync(dir, { recursive: true, force: true });
    },
    restart: async (changed = {}) => {
      await end();
      server = await launch(port, dir, uid, { ...options, ...changed });
    },
  };
}

async function launch(
  port: number,
  dir: string,
  uid: number | undefined,
  options: RedisOptions,
): Promise<SpawnedServer> {
  const save = options.save ?? '3600 1';
  const command = [
    REDIS_SERVER,
    ...(options.configFile === undefined ? [] : [join(dir, options.configFile)]),
    ...['--port', String(port), '--bind', '127.0.0.1', '--dir', dir, '--rdbcompression', 'no'],
    // Older releases want the words of a save point one by one.
    ...['--save', ...(save === '' ? [''] : save.split(' '))],
    ...(options.password === undefined ? [] : ['--requirepass', options.password]),
    ...(options.args ?? []),
  ];
  const server = spawnServer(command, { uid, env: options.env, cwd: dir, wrapper: options.wrapper });
  try {
    await eventually(`${command.join(' ')} to answer`, async () => {
      if (server.hasExited()) return 'ended';
      const line = await firstLineOfPing(port);
      return options.until === 'answers' || !line.startsWith('-LOADING');
    });
  } catch (error) {
    killTree(server.pid);
    throw new Error(`redis-server did not start:\n${server.output()}`, { cause: error });
  }
  if (server.hasExited()) throw new Error(`redis-server ended at once:\n${server.output()}`);
  return server;
}
