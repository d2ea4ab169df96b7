import { valueOf } from '../observation/observation';
import { aofErrorOutlivesAof } from '../observation/version';
import type { RunbookContext } from './runbook-context';
import { prove, tell } from './runbook-step';
import type { RunbookStep } from './runbook';

/** Every runbook ends so: a save, seen through; writes let in; the guard on again; what was found is written down. */
export function ending(context: RunbookContext): readonly RunbookStep[] {
  const own = context.failing === 'aof' ? endingOfAof(context) : endingOfSaves(context);
  return [...own, ...guardOn(context), prove('note', context.words.runbookProve.note)];
}

function endingOfSaves(context: RunbookContext): readonly RunbookStep[] {
  const { words, cli, kind } = context;
  const { runbookProve } = words;
  const text = kind === 'tampered' ? runbookProve.bgsaveAnew : runbookProve.bgsave;
  return [
    save(context, text),
    prove('verify', runbookProve.verify, { command: cli('INFO', 'persistence'), goTo: 'log' }),
    lastSave(context),
    prove('ping', runbookProve.ping, { command: cli('PING'), goTo: 'status' }),
    ...noTime(context),
  ];
}

/** Redis writes its AOF again by itself; neither a save nor the guard has a part in it (redis-persistence.md, 2). */
function endingOfAof(context: RunbookContext): readonly RunbookStep[] {
  const { words, cli } = context;
  const { runbookProve, runbookMend } = words;
  return [
    tell('guard-no-help', runbookMend.guardNoHelp),
    prove('verify', runbookProve.verifyAof, { command: cli('INFO', 'persistence'), goTo: 'log' }),
    prove('ping', runbookProve.ping, { command: cli('PING'), goTo: 'status' }),
    ...aofOffNow(context),
    save(context, runbookProve.bgsaveToo),
    lastSave(context),
  ];
}

function save({ cli }: RunbookContext, text: RunbookContext['words']['runbookProve']['bgsave']): RunbookStep {
  return prove('bgsave', text, { command: cli('BGSAVE'), changes: 'redis', action: 'bgsave', goTo: 'log' });
}

function lastSave({ words, cli }: RunbookContext): RunbookStep {
  return prove('lastsave', words.runbookProve.lastsave, { command: cli('LASTSAVE'), goTo: 'bgsave' });
}

/**
 * Letting writes in comes after the save, and only where the guard refuses them: it is not off already, and there are save points.
 * Where the data wait for a restart nothing more may be written; where somebody has been in, nothing at all.
 */
function noTime(context: RunbookContext): readonly RunbookStep[] {
  const { facts, kind, words, cli } = context;
  const off = facts !== null && valueOf(facts.config.guard) === 'no';
  const noPoints = facts !== null && valueOf(facts.config.savePoints)?.length === 0;
  const waits = kind === 'tampered' || (kind === 'path-missing' && !context.dirIsFree);
  if (off || noPoints || waits) return [];
  const command = cli('CONFIG', 'SET', 'stop-writes-on-bgsave-error', 'no');
  return [prove('no-time', words.runbookProve.noTime, { command, changes: 'redis', action: 'guard', goTo: 'status' })];
}

/** It lets writes in from 5.0 on; up to 4.0 they stay refused, and of an unknown release it is not advised (redis-persistence.md, 2). */
function aofOffNow(context: RunbookContext): readonly RunbookStep[] {
  const { words, cli, release } = context;
  if (aofErrorOutlivesAof(release) !== false) return [];
  const { runbookProve } = words;
  return [
    prove('aof-off-now', runbookProve.aofOffNow, {
      command: cli('CONFIG', 'SET', 'appendonly', 'no'),
      changes: 'redis',
      goTo: 'status',
    }),
    prove('aof-on-again', runbookProve.aofOnAgain, {
      command: cli('CONFIG', 'SET', 'appendonly', 'yes'),
      changes: 'redis',
    }),
    prove('aof-whole', runbookProve.aofWhole, { command: cli('INFO', 'persistence'), goTo: 'status' }),
  ];
}

/** Where policy has it off, it is not turned on. */
function guardOn({ instance, words, cli }: RunbookContext): readonly RunbookStep[] {
  if (instance.expectedGuard === 'no') return [];
  const { runbookProve } = words;
  return [
    prove('guard-on', runbookProve.guardOn, {
      command: cli('CONFIG', 'SET', 'stop-writes-on-bgsave-error', 'yes'),
      changes: 'redis',
      action: 'guard',
    }),
    prove('guard-kept', runbookProve.guardKept, {
      command: cli('CONFIG', 'GET', 'stop-writes-on-bgsave-error'),
      goTo: 'guard-on',
    }),
  ];
}
