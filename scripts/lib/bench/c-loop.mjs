import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inProject } from '../paths.mjs';
import { exitOf, runQuietly, spawnLeashed, works } from '../run.mjs';

/** @typedef {import('./row.mjs').Run} Run */

const SETTINGS = [
  'stop-writes-on-bgsave-error',
  'save',
  'dir',
  'dbfilename',
  'replica-ignore-disk-write-errors',
  'appendfsync',
];
/** What Savepoint asks a server of 7.0 or later in which nothing moves. */
const POLL = [
  ['INFO', 'server', 'persistence', 'stats', 'replication', 'errorstats'],
  ['CONFIG', 'GET', ...SETTINGS],
  ['PING'],
];

/** Compiles the loop in C; null where this system has no compiler. @param {Run} run */
export async function compiledLoop(run) {
  if (!(await works('cc', ['--version']))) return null;
  const program = join(run.folder, 'poll');
  await runQuietly('cc', ['-O2', '-o', program, inProject('scripts/lib/bench/floor/poll.c')]);
  writeFileSync(`${program}.request`, POLL.map(asRequest).join(''));
  return program;
}

/** Lets it poll until `end` is called. @param {Run} run @param {string} program @param {readonly number[]} ports */
export function startLoop(run, program, ports) {
  const child = spawnLeashed(program, [`${program}.request`, ...ports.map(String)], { stdio: 'ignore' }, 'KILL');
  const exit = exitOf(child);
  const end = async () => {
    child.kill('SIGKILL');
    await exit;
  };
  run.keep(end);
  return { pid: child.pid ?? 0, end };
}

/** @param {readonly string[]} words */
function asRequest(words) {
  return `*${words.length}\r\n${words.map((word) => `$${word.length}\r\n${word}\r\n`).join('')}`;
}
