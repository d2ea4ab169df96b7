import { look, seen, step, type NextStep } from './next-step';
import { dataDir } from './operator-commands';
import type { Cause, CauseKind } from './save';
import { cli, type StepInput } from './step-input';
import { STEPS } from './strings';
import { replicaRefuses } from './version';

const OVERCOMMIT = 'cat /proc/sys/vm/overcommit_memory';
const LET_FORK = 'sudo sysctl vm.overcommit_memory=1';
const KILLED = "dmesg -T | grep -iE 'out of memory|oom|killed process'";
const IO_ERRORS = "dmesg -T | grep -iE 'i/o error|read-only'";

/** How to find out why saves fail, and what mends it. What only looks comes first. */
export function stepsOfCause(input: StepInput): readonly NextStep[] {
  const cause = input.view.cause;
  if (cause === null || cause.kind === 'unknown' || cause.kind === 'tampered') return unnamed(input, cause);
  return NAMED[cause.kind](input, cause);
}

type Steps = (input: StepInput, cause: Cause) => readonly NextStep[];

const NAMED: Record<Exclude<CauseKind, 'unknown' | 'tampered'>, Steps> = {
  'fork-memory': (input, cause) => [memorySeen(input, cause), look(STEPS.overcommit, OVERCOMMIT), letFork()],
  'fork-limit': (input) => [forkLog(input), look(STEPS.limits, limits(input))],
  'disk-full': (input) => [disk(input), step(STEPS.freeDisk)],
  permission: (input) => [rights(input), step(STEPS.mend)],
  'path-missing': dirGone,
  'read-only-fs': (input) => [look(STEPS.mounted, inDir(input, 'findmnt -T')), look(STEPS.kernel, IO_ERRORS)],
  'child-killed': () => [look(STEPS.oom, KILLED), step(STEPS.freeMemory)],
  'io-error': () => [look(STEPS.kernel, IO_ERRORS)],
};

function unnamed(input: StepInput, cause: Cause | null): readonly NextStep[] {
  if (cause?.stage === 'fork') {
    return [forkLog(input), look(STEPS.memory, cli(input, 'INFO', 'memory')), look(STEPS.overcommit, OVERCOMMIT)];
  }
  const child = [log(input), disk(input), rights(input), look(STEPS.oom, KILLED)];
  return cause?.stage === 'child' ? child : [...child, look(STEPS.overcommit, OVERCOMMIT)];
}

/** The evidence has the figures of the failure itself: those of now would run along. */
function memorySeen(input: StepInput, cause: Cause): NextStep {
  const command = cli(input, 'INFO', 'memory');
  const figures = cause.evidence[1];
  if (figures === undefined) return look(STEPS.memory, command);
  return seen({ title: STEPS.memory.title, tells: figures }, command);
}

function letFork(): NextStep {
  return look(STEPS.letFork, LET_FORK);
}

function log(input: StepInput): NextStep {
  return look(STEPS.log, cli(input, 'CONFIG', 'GET', 'logfile'));
}

function forkLog(input: StepInput): NextStep {
  return look(STEPS.forkLog, cli(input, 'CONFIG', 'GET', 'logfile'));
}

/** `df -h` where the directory is known; else the way to it. */
export function disk(input: StepInput, words: typeof STEPS.disk | typeof STEPS.aofDisk = STEPS.disk): NextStep {
  const where = words === STEPS.disk ? STEPS.diskWhere : STEPS.aofWhere;
  const command = inDir(input, 'df -h');
  return command === null ? look(where, cli(input, 'CONFIG', 'GET', 'dir')) : look(words, command);
}

function rights(input: StepInput): NextStep {
  return look(STEPS.rights, inDir(input, 'ls -la'));
}

/** The command with the data directory after it; null where that is not known. */
export function inDir({ facts }: StepInput, command: string): string | null {
  const dir = dataDir(facts);
  return dir === null ? null : `${command} ${dir}`;
}

function limits({ view }: StepInput): string {
  const program = view.server.software === 'valkey' ? 'valkey-server' : 'redis-server';
  return `grep processes /proc/$(pgrep -o ${program})/limits`;
}

/** From 7.0 on nothing but a restart helps, and a restart finds no dump: the data come out first (redis-persistence.md, 7). */
function dirGone(input: StepInput): readonly NextStep[] {
  const copy = look(STEPS.copyOut, cli(input, '--rdb', 'copy.rdb'));
  const gone = seen(STEPS.gone, cli(input, 'CONFIG', 'GET', 'dir'));
  if (replicaRefuses(input.view.server) === false) {
    return [gone, copy, look(STEPS.otherDir, cli(input, 'CONFIG', 'SET', 'dir', 'DIR'))];
  }
  return [gone, copy, step(STEPS.restart)];
}
