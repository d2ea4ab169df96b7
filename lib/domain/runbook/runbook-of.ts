import { valueOf } from '../observation/observation';
import type { Words } from '../words/words';
import { contextOf, type RunbookContext } from './runbook-context';
import { runbookKindOf } from './runbook-kind';
import { linked } from './runbook-step';
import { diskFull, fileSize, inTheWay, ioError, readOnly, room, space, where } from './steps-disk';
import { ending } from './steps-ending';
import { forkLimit, forkMemory, forkUnknown } from './steps-fork';
import { tampered } from './steps-intrusion';
import { choosingLog, opening } from './steps-opening';
import { pathMissing } from './steps-path';
import { childKilled, permission, unknown } from './steps-process';
import type { Runbook, RunbookInput, RunbookKind, RunbookStep } from './runbook';

const STEPS: Readonly<Record<RunbookKind, (context: RunbookContext) => readonly RunbookStep[]>> = {
  'fork-memory': forkMemory,
  'fork-limit': forkLimit,
  'fork-unknown': forkUnknown,
  'disk-full': diskFull,
  permission,
  'path-missing': pathMissing,
  'read-only-fs': readOnly,
  'name-taken': inTheWay,
  'file-limit': fileSize,
  'child-killed': childKilled,
  'io-error': ioError,
  tampered,
  aof: (context) => [choosingLog(context), where(context), ...space(context), room(context)],
  unknown,
};

/**
 * What a person does about saves, or an AOF, that cannot be written: chosen by the cause, made for this instance. It looks first
 * and changes nothing, then mends, and ends with a save that is seen through and the guard on. It holds no figure that runs along
 * and no secret: it stays right on paper while Savepoint is down.
 */
export function runbookOf(input: RunbookInput, words: Words): Runbook {
  const kind = runbookKindOf(input);
  // The runbook for an AOF is about the AOF, whatever fails now.
  const failing = kind === 'aof' ? 'aof' : input.failing;
  const context = contextOf({ ...input, failing }, kind, words);
  const { title, when } = words.runbook.kinds[kind];
  const steps = linked([...opening(context), ...STEPS[kind](context), ...ending(context)]);
  const confidence = input.asked === null ? (input.cause?.confidence ?? 'unknown') : null;
  return {
    kind,
    failing,
    confidence,
    title: failing === 'aof' && kind !== 'aof' ? words.runbook.ofAof(title) : title,
    when,
    notes: notesOf(context, steps, confidence),
    steps,
  };
}

/** Asks for the password without showing it or leaving it in the history of the shell. */
const READ_PASSWORD = 'read -rs REDISCLI_AUTH && export REDISCLI_AUTH';

function notesOf(
  { words, instance, facts, failing, kind, cli }: RunbookContext,
  steps: readonly RunbookStep[],
  confidence: Runbook['confidence'],
): readonly string[] {
  const { notes } = words.runbook;
  const { endpoint, tls } = instance;
  const has = (placeholder: RegExp): boolean => steps.some(({ command }) => placeholder.test(command ?? ''));
  const isUnsure = (confidence === 'possible' || confidence === 'unknown') && kind !== 'unknown' && kind !== 'aof';
  const isCalm = facts?.rdb.lastStatus === 'ok' && failing === 'rdb';
  const noPoints = facts !== null && valueOf(facts.config.savePoints)?.length === 0;
  return [
    ...(isCalm ? [notes.calm] : []),
    ...(isUnsure ? [notes.unsure] : []),
    notes.password(READ_PASSWORD),
    ...(endpoint.kind === 'tcp' && endpoint.tls ? [tls?.ca ? notes.tlsFiles : notes.tls] : []),
    notes.host,
    ...(has(/(?:^|[ /])DIR(?:[ /]|$)/) ? [notes.directory] : []),
    ...(has(/\/FILE(?: |\.|$)/) ? [notes.file] : []),
    ...(cli('PING') === null ? [notes.noAddress] : []),
    ...(facts?.server.role === 'replica' ? [notes.replica] : []),
    ...(noPoints ? [notes.noPoints] : []),
  ];
}
