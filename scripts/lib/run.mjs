import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import { ROOT } from './paths.mjs';
import { Sentence } from './steps.mjs';

/** @typedef {import('node:child_process').SpawnOptions} SpawnOptions */

const SETPRIV = '/usr/bin/setpriv';

/**
 * Starts a process that the kernel ends when this one ends, also by SIGKILL (where the system can do that).
 * @param {string} command
 * @param {readonly string[]} args
 * @param {SpawnOptions} [options]
 * @param {'TERM' | 'KILL'} [signal]
 */
export function spawnLeashed(command, args, options = {}, signal = 'TERM') {
  const leash = existsSync(SETPRIV) ? [SETPRIV, '--pdeathsig', signal, '--'] : [];
  const [file = command, ...rest] = [...leash, command, ...args];
  return spawn(file, rest, { cwd: ROOT, ...options });
}

/**
 * The exit code of a process as a shell counts it: 128 and more for a signal.
 * @param {import('node:child_process').ChildProcess} child
 * @returns {Promise<number>}
 */
export function exitOf(child) {
  return new Promise((resolve) => {
    child.on('error', () => resolve(127));
    child.on('close', (code, signal) => resolve(code ?? 128 + (signal ? constants.signals[signal] : 0)));
  });
}

/**
 * Runs a command and returns what it printed. What it printed is shown only when it fails, as part of a `Sentence`.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {SpawnOptions} [options]
 */
export async function runQuietly(command, args, options = {}) {
  const child = spawnLeashed(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  child.stdout?.on('data', (data) => (output += data));
  child.stderr?.on('data', (data) => (output += data));
  const code = await exitOf(child);
  if (code === 0) return output;
  throw new Sentence(
    `${output.slice(-6000)}\n\`${command} ${args.join(' ')}\` failed with code ${code}; what it printed is above.`,
  );
}

/**
 * Whether a command ends well.
 * @param {string} command
 * @param {readonly string[]} args
 */
export async function works(command, args) {
  return (await exitOf(spawn(command, args, { stdio: 'ignore' }))) === 0;
}

/** Whether the environment variable names something of Savepoint's own; a demo or a test must not pick it up from the shell. */
const OWN = /^(SAVEPOINT_.*|DATABASE_URL(_FILE)?|HOST|HOSTNAME|PORT)$/;

/** The environment without what configures a Savepoint. */
export function bareEnvironment() {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !OWN.test(name)));
}
