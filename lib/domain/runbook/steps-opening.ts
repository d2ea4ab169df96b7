import type { RunbookContext } from './runbook-context';
import { ask, lookAt, tell } from './runbook-step';
import { RUNBOOK_KINDS, type CommandVariant, type RunbookKind, type RunbookStep } from './runbook';
import { replicaRefuses } from '../observation/version';

/** Whatever fails: is it still so, and are writes refused? */
export function opening(context: RunbookContext): readonly RunbookStep[] {
  const { cli, words, failing } = context;
  const { status, aofStatus, writes, aofWrites } = words.runbookLook;
  const info = cli('INFO', 'persistence');
  const first =
    failing === 'aof'
      ? [
          ask('status', aofStatus, { command: info, goTo: 'verify' }),
          // The text of an AOF refusal has the error of the kernel (redis-persistence.md, 2).
          ask('writes', aofWrites, { command: cli('PING') }),
        ]
      : [
          ask('status', status, { command: info, goTo: 'verify' }),
          // PING is refused exactly when writes are (redis-persistence.md, 1).
          ask('writes', writes, { command: cli('PING') }),
        ];
  return [...first, ...crash(context)];
}

/**
 * From 7.0 on a replica whose save failed panics at its next replicated write, unless this setting is `yes`
 * (redis-persistence.md, 1). It is the first thing to mend: anything else takes longer than the next write of its primary.
 */
function crash({ facts, release, cli, words }: RunbookContext): readonly RunbookStep[] {
  if (facts?.server.role !== 'replica' || replicaRefuses(release) === false) return [];
  const setting = 'replica-ignore-disk-write-errors';
  return [
    ask('crash', words.runbookLook.crash, { command: cli('CONFIG', 'GET', setting), goTo: 'keep-replica' }),
    tell('keep-replica', words.runbookMend.keepReplica, {
      command: cli('CONFIG', 'SET', setting, 'yes'),
      changes: 'redis',
    }),
  ];
}

/** The log where a cause is expected in it: another error leads to the runbook that chooses. */
export function log(context: RunbookContext): RunbookStep {
  const { log: text } = context.words.runbookLook;
  const expected = context.words.runbookLog.says[context.kind];
  const leadsOn = { ...text, expected };
  return lookAt('log', leadsOn, { ...logCommands(context), runbook: 'unknown' });
}

/** The log where it has to choose: each error leads to its runbook. */
export function choosingLog(context: RunbookContext): RunbookStep {
  const { log: text } = context.words.runbookLook;
  const { says } = context.words.runbookLog;
  const step = { title: text.title, why: text.why, expected: says[context.kind], ifNot: text.ifNone };
  return lookAt('log', step, { ...logCommands(context), leads: leads(context) });
}

/** `CONFIG GET logfile` answers a name and a value, one a line where no terminal reads it; the value is empty for standard output. */
function logCommands({ cli }: RunbookContext): { command: string | null; variants: readonly CommandVariant[] } {
  const where = cli('CONFIG', 'GET', 'logfile');
  return {
    command: where === null ? null : `sudo tail -n 200 "$(${where} | tail -n 1)"`,
    variants: [
      { by: 'systemd', command: "journalctl -u 'redis*' -u 'valkey*' -n 200 --no-pager" },
      { by: 'docker', command: 'docker logs --tail 200 NAME' },
      { by: 'kubernetes', command: 'kubectl logs POD --tail 200' },
    ],
  };
}

/** The errors of the kernel as they stand in a log of Redis (redis-persistence.md, 8). */
const ERRORS: Readonly<Partial<Record<RunbookKind, string>>> = {
  'fork-memory': '“Cannot allocate memory”',
  'fork-limit': '“Resource temporarily unavailable”',
  'disk-full': '“No space left on device”',
  permission: '“Permission denied”',
  'path-missing': '“No such file or directory”',
  'read-only-fs': '“Read-only file system”',
  'name-taken': '“Is a directory”',
  'file-limit': '“File too large”',
  'child-killed': '“Background saving terminated by signal 9”',
  'io-error': '“Input/output error”',
};

function leads({ kind, words }: RunbookContext): RunbookStep['leads'] {
  const named = RUNBOOK_KINDS.flatMap((runbook) => {
    const says = ERRORS[runbook];
    return says === undefined ? [] : [{ says, runbook }];
  });
  if (kind === 'fork-unknown') return named.filter(({ runbook }) => runbook.startsWith('fork-'));
  return [...named, { says: words.runbookLog.strangePlace, runbook: 'tampered' }];
}
