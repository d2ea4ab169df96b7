import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';

/** `nobody` on Debian: a user without root's privileges. */
export const NOBODY = 65534;

const running = new Set<number>();
process.on('exit', () => {
  for (const pid of running) killTree(pid);
});

/** Ports below those the kernel hands out: a server that restarts finds its own still free. */
const FIRST_PORT = 10_000;
const BLOCK = 100;
const BLOCKS = 220;
let nextPort = 0;

/**
 * A TCP port nobody listens on at this moment. Every test process takes its own block of ports one after the other, so that
 * tests running side by side do not take each other's.
 */
export async function freePort(): Promise<number> {
  for (let tries = 0; tries < BLOCK; tries += 1) {
    const port = FIRST_PORT + (process.pid % BLOCKS) * BLOCK + (nextPort++ % BLOCK);
    if (await isFree(port)) return port;
  }
  throw new Error('No free port was found.');
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.on('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}

/** Pids of the direct children of a process, e.g. the child that saves. */
export function childrenOf(pid: number): number[] {
  try {
    return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean).map(Number);
  } catch {
    return [];
  }
}

/** kill -9 of a process and its direct children; a process that is gone is fine. */
export function killTree(pid: number): void {
  for (const one of [...childrenOf(pid), pid]) {
    try {
      process.kill(one, 'SIGKILL');
    } catch {
      // It ended by itself.
    }
  }
}

/** True once a process has let go of all it held: it is gone, or waits only to be reaped. */
export function hasLetGo(pid: number): boolean {
  try {
    return /\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return true;
  }
}

/** True while a process is stopped by a signal. */
export function isStopped(pid: number): boolean {
  return /\) T /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
}

export interface SpawnedServer {
  readonly pid: number;
  /** Everything written to stdout and stderr so far. */
  output(): string;
  readonly exited: Promise<void>;
  hasExited(): boolean;
  /** Writes a line to its standard input, where it was started with one. */
  say(line: string): void;
}

/** Starts a process that ends with this one, whatever ends this one. */
export function spawnServer(
  command: readonly string[],
  options: {
    readonly uid?: number;
    readonly env?: Readonly<Record<string, string>>;
    readonly cwd?: string;
    /** It reads its standard input; nothing is there unless given. */
    readonly listens?: boolean;
    /** Put before the command; has to exec it. */
    readonly wrapper?: readonly string[];
  },
): SpawnedServer {
  // The kernel kills it when we die, also by SIGKILL; an exit handler alone would leave servers behind.
  // After the wrapper, because a new user namespace takes the leash off.
  const leash = existsSync('/usr/bin/setpriv') ? ['/usr/bin/setpriv', '--pdeathsig', 'KILL', '--'] : [];
  const [file = '', ...args] = [...(options.wrapper ?? []), ...leash, ...command];
  const child: ChildProcess = spawn(file, args, {
    cwd: options.cwd,
    env: { ...process.env, ...options.env },
    stdio: [options.listens === true ? 'pipe' : 'ignore', 'pipe', 'pipe'],
    ...(options.uid === undefined ? {} : { uid: options.uid, gid: options.uid }),
  });
  let output = '';
  let ended = false;
  const collect = (data: Buffer) => {
    output = (output + data.toString()).slice(-200_000);
  };
  child.stdout?.on('data', collect);
  child.stderr?.on('data', collect);
  const { pid } = child;
  if (pid === undefined) throw new Error(`Cannot start ${command.join(' ')}`);
  running.add(pid);
  const exited = new Promise<void>((resolve) => {
    child.on('exit', () => {
      ended = true;
      running.delete(pid);
      resolve();
    });
  });
  const say = (line: string): void => void child.stdin?.write(`${line}\n`);
  return { pid, output: () => output, exited, hasExited: () => ended, say };
}
