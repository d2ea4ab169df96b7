import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { eventually } from './eventually';
import { databaseOf } from './store-place';

const ROOT = resolve(import.meta.dirname, '../..');

export interface Command {
  readonly pid: number;
  /** Standard output and standard error so far. */
  output(): string;
  /** The exit code, once it ended and its output is complete. */
  readonly ended: Promise<number>;
  /** Waits for a text in the output; throws with all of it when the command ends before. */
  says(text: string | RegExp, timeoutMs?: number): Promise<void>;
  /** SIGTERM, and waits for the end. Can be called again. */
  stop(): Promise<number>;
}

/** Runs one of the project's scripts as a person would, from the folder `cwd`, without any Savepoint variable of this shell. */
export function runScript(
  script: string,
  args: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string>> = {},
): Command {
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^(HOST|PORT|SAVEPOINT_(?!TEST_RUN).*)$/.test(name),
  );
  // The other scripts are told by their tests which store they are about.
  const store = script === 'start.mjs' ? databaseOf(resolve(cwd, env['SAVEPOINT_DATA_DIR'] ?? 'data')) : {};
  const child = spawn(process.execPath, [resolve(ROOT, 'scripts', script), ...args], {
    cwd,
    env: { ...(Object.fromEntries(inherited) as NodeJS.ProcessEnv), INIT_CWD: cwd, ...store, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.on('data', (data: Buffer) => (output += data.toString()));
  child.stderr.on('data', (data: Buffer) => (output += data.toString()));
  let code: number | null = null;
  const ended = new Promise<number>((done) => {
    child.on('close', (exit) => done((code = exit ?? 128)));
  });
  return {
    pid: child.pid ?? -1,
    output: () => output,
    ended,
    says: async (text, timeoutMs = 60_000) => {
      const heard = (): boolean => (typeof text === 'string' ? output.includes(text) : text.test(output));
      await eventually(`the command to say ${text}`, () => heard() || code !== null, timeoutMs).catch(
        (error: unknown) => {
          throw new Error(`It said:\n${output}`, { cause: error });
        },
      );
      if (!heard()) throw new Error(`It ended with code ${code} and said:\n${output}`);
    },
    stop: () => {
      if (code === null) child.kill('SIGTERM');
      return ended;
    },
  };
}

/** The addresses a TCP port of this machine is listened on, as Linux writes them (`0100007F` is 127.0.0.1). */
export function listenersOf(port: number): readonly string[] {
  const wanted = `:${port.toString(16).toUpperCase().padStart(4, '0')}`;
  return ['tcp', 'tcp6'].flatMap((kind) =>
    readFileSync(`/proc/net/${kind}`, 'utf8')
      .split('\n')
      .map((line) => line.trim().split(/\s+/))
      .filter(([, local, , state]) => state === '0A' && local?.endsWith(wanted))
      .map(([, local]) => local?.split(':')[0] ?? ''),
  );
}
