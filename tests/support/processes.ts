import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';

/** `nobody` on Debian: a user without root's privileges. */
export const NOBODY = 65534;

const running = new Set<number>();
process.on('exit', () => {
  for (const pid of running) killTree(pid);
});

/** Ports below those the kernel hands out: a server that restarts finds its own still free. */
const FIRST_PORT = 10_000;
const BLOCK = 100;
const BLOCKS = 200;
let nextPort = 0;
let ownFirst: Promise<number> | null = null;

/**
 * A TCP port nobody listens on at this moment. Every test process has a block of ports to itself and takes one after the other: a port
 * that a server of one test left for a moment is given to no other test.
 */
export async function freePort(): Promise<number> {
  const first = await (ownFirst ??= claimBlock());
  for (let tries = 0; tries < BLOCK; tries += 1) {
    const port = first + (nextPort++ % BLOCK);
    const server = await listenOn(port);
    if (server === null) continue;
    await new Promise((resolve) => server.close(resolve));
    return port;
  }
  throw new Error('No free port was found.');
}

/** The first port of a block that is this process's as long as it lives: it listens on the one before. */
async function claimBlock(): Promise<number> {
  for (let tries = 0; tries < BLOCKS; tries += 1) {
    const mark = FIRST_PORT + ((process.pid + tries) % BLOCKS) * (BLOCK + 1);
    const server = await listenOn(mark);
    if (server === null) continue;
    server.unref();
    return mark + 1;
  }
  throw new Error('No free block of ports was found.');
}

function listenOn(port: number): Promise<Server | null> {
  return new Promise((resolve) => {
    const server = createServer();
    server.on('error', () => resolve(null));
    server.listen(port, '127.0.0.1', () => resolve(server));
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
