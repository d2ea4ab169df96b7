import { look, seen, step, type NextStep, type StepWords } from './next-step';
import { IO_ERRORS, KILLED, LET_FORK, OVERCOMMIT } from '../instance/host-commands';
import { dataDir } from '../instance/operator-commands';
import type { CauseKind } from '../save/save';
import type { ToldCause } from '../words/told';
import { cli, type StepInput } from './step-input';
import { replicaRefuses } from '../observation/version';

/** How to find out why saves fail, and what mends it. What only looks comes first. */
export function stepsOfCause(input: StepInput): readonly NextStep[] {
  const cause = input.view.cause;
  if (cause === null || cause.kind === 'unknown' || cause.kind === 'tampered') return unnamed(input, cause);
  const named = NAMED[cause.kind](input, cause);
  // Of what is only possible for a child the log tells first whether it is so.
  return cause.confidence === 'possible' && cause.stage !== 'fork' ? [log(input), ...named] : named;
}

type Steps = (input: StepInput, cause: ToldCause) => readonly NextStep[];

const NAMED: Record<Exclude<CauseKind, 'unknown' | 'tampered'>, Steps> = {
  'fork-memory': (input, cause) => [
    memorySeen(input, cause),
    look(input.words.steps.overcommit, OVERCOMMIT),
    letFork(input),
  ],
  'fork-limit': (input) => [forkLog(input), look(input.words.steps.limits, limits(input, 'processes'))],
  'disk-full': (input) => [disk(input), step(input.words.steps.freeDisk)],
  permission: (input) => [rights(input), step(input.words.steps.mend)],
  'path-missing': dirGone,
  'read-only-fs': (input) => [
    look(input.words.steps.mounted, inDir(input, 'findmnt -T')),
    look(input.words.steps.kernel, IO_ERRORS),
  ],
  'child-killed': (input) => [look(input.words.steps.oom, KILLED), step(input.words.steps.freeMemory)],
  'io-error': (input) => [look(input.words.steps.kernel, IO_ERRORS)],
  'file-limit': (input) => [look(input.words.steps.fileLimit, limits(input, "'file size'"))],
  'name-taken': (input) => [look(input.words.steps.nameTaken, inDir(input, 'ls -la'))],
};

function unnamed(input: StepInput, cause: ToldCause | null): readonly NextStep[] {
  if (cause?.stage === 'fork') {
    return [
      forkLog(input),
      look(input.words.steps.memory, cli(input, 'INFO', 'memory')),
      look(input.words.steps.overcommit, OVERCOMMIT),
    ];
  }
  const child = [log(input), disk(input), rights(input), look(input.words.steps.oom, KILLED)];
  return cause?.stage === 'child' ? child : [...child, look(input.words.steps.overcommit, OVERCOMMIT)];
}

/** The evidence ends with the figures of the failure itself: those of now would run along. */
function memorySeen(input: StepInput, cause: ToldCause): NextStep {
  const command = cli(input, 'INFO', 'memory');
  const figures = cause.evidence.at(-1);
  if (figures === undefined) return look(input.words.steps.memory, command);
  return seen({ title: input.words.steps.memory.title, tells: figures }, command);
}

function letFork(input: StepInput): NextStep {
  return look(input.words.steps.letFork, LET_FORK);
}

function log(input: StepInput): NextStep {
  return look(input.words.steps.log, cli(input, 'CONFIG', 'GET', 'logfile'));
}

function forkLog(input: StepInput): NextStep {
  return look(input.words.steps.forkLog, cli(input, 'CONFIG', 'GET', 'logfile'));
}

/** `df -h` where the directory is known; else the way to it. */
export function disk(input: StepInput, words: StepWords = input.words.steps.disk): NextStep {
  const where = words === input.words.steps.disk ? input.words.steps.diskWhere : input.words.steps.aofWhere;
  const command = inDir(input, 'df -h');
  return command === null ? look(where, cli(input, 'CONFIG', 'GET', 'dir')) : look(words, command);
}

function rights(input: StepInput): NextStep {
  return look(input.words.steps.rights, inDir(input, 'ls -la'));
}

/** The command with the data directory after it; null where that is not known. */
export function inDir({ facts }: StepInput, command: string): string | null {
  const dir = dataDir(facts);
  return dir === null ? null : `${command} ${dir}`;
}

function limits({ view }: StepInput, which: string): string {
  const program = view.server.software === 'valkey' ? 'valkey-server' : 'redis-server';
  return `grep ${which} /proc/$(pgrep -o ${program})/limits`;
}

/** From 7.0 on nothing but a restart helps, and a restart finds no dump: the data come out first (redis-persistence.md, 7). */
function dirGone(input: StepInput): readonly NextStep[] {
  const copy = look(input.words.steps.copyOut, cli(input, '--rdb', 'copy.rdb'));
  const gone = seen(input.words.steps.gone, cli(input, 'CONFIG', 'GET', 'dir'));
  if (replicaRefuses(input.view.server) === false) {
    return [gone, copy, look(input.words.steps.otherDir, cli(input, 'CONFIG', 'SET', 'dir', 'DIR'))];
  }
  return [gone, copy, step(input.words.steps.restart)];
}
