import type { RunbookContext } from './runbook-context';
import { ask, lookAt, mend, tell } from './runbook-step';
import { log } from './steps-opening';
import { shellWord } from '../text/format';
import type { RunbookStep } from './runbook';

/** The file that the copy is written to, where the command is run. */
const COPY = 'savepoint-copy.rdb';

/** ENOENT and ESTALE. */
export function pathMissing(context: RunbookContext): readonly RunbookStep[] {
  const { words, cli, pid } = context;
  const { runbookDisk } = words;
  return [
    log(context),
    // A deleted directory answers '' (redis-persistence.md, 7).
    ask('gone', runbookDisk.gone, { command: cli('CONFIG', 'GET', 'dir') }),
    lookAt('cwd', runbookDisk.cwd, { command: `sudo ls -ld /proc/${pid}/cwd`, runbook: 'unknown' }),
    ...anotherDir(context),
  ];
}

/** Away from a directory that is no good: led to another one where that can be done, else by a copy and a restart. */
export function anotherDir(context: RunbookContext): readonly RunbookStep[] {
  return context.dirIsFree ? ledElsewhere(context) : restartedOnCopy(context);
}

/** Up to 6.2 `CONFIG SET dir` changes to it at once, and heals (redis-persistence.md, 7). */
function ledElsewhere({ words: { runbookMend }, user, cli }: RunbookContext): readonly RunbookStep[] {
  return [
    mend('make-dir', runbookMend.makeDir, { command: `sudo install -d -o ${user} DIR`, changes: 'host' }),
    tell('other-dir', runbookMend.otherDir, {
      command: cli('CONFIG', 'SET', 'dir', 'DIR'),
      changes: 'redis',
      goTo: 'log',
    }),
  ];
}

/**
 * From 7.0 on `dir` is protected and a directory made anew is not that of the process (redis-persistence.md, 7 and 10): the data
 * come out first, and the restart reads them. Nothing may be written in between.
 */
function restartedOnCopy(context: RunbookContext): readonly RunbookStep[] {
  const { words, cli, user, fileName, kind } = context;
  const { runbookMend, runbookDisk, runbookLook } = words;
  const copied = `sudo install -o ${user} -m 640 ${COPY} DIR/${fileName}`;
  const why = kind === 'path-missing' ? runbookMend.prepare.why : runbookMend.prepareElsewhere;
  return [
    ask('replicas', runbookLook.replicas, { command: cli('INFO', 'replication') }),
    ask('count', runbookLook.count, { command: cli('DBSIZE') }),
    configured(context),
    ask('diskless', runbookDisk.diskless, { command: cli('CONFIG', 'GET', 'repl-diskless-sync') }),
    tell('hold-writes', runbookMend.holdWrites, {
      command: cli('CONFIG', 'SET', 'stop-writes-on-bgsave-error', 'yes'),
      changes: 'redis',
      action: 'guard',
    }),
    ...copy(context),
    ...aofOff(context),
    mend(
      'prepare',
      { ...runbookMend.prepare, why },
      {
        command: `sudo install -d -o ${user} DIR && ${copied}`,
        changes: 'host',
      },
    ),
    tell('restart', runbookMend.restart, {
      command: cli('SHUTDOWN', 'NOSAVE'),
      changes: 'redis',
      goTo: 'prepare',
    }),
    tell('count-again', runbookMend.countAgain, { command: cli('DBSIZE'), goTo: 'prepare' }),
    ...aofOn(context),
  ];
}

/**
 * `redis-cli --rdb` is a replica's first sync. It comes through while writes are refused and with the directory gone (measured on
 * 7.0.15), where the sync is diskless: from 7.0 on that is the default.
 */
export function copy({ words: { runbookMend }, cli, release }: RunbookContext): readonly RunbookStep[] {
  const check = release.software === 'valkey' ? 'valkey-check-rdb' : 'redis-check-rdb';
  return [
    tell('copy-out', runbookMend.copyOut, { command: cli('--rdb', COPY), changes: 'host', goTo: 'log' }),
    tell('check-copy', runbookMend.checkCopy, { command: `${check} ${COPY}`, goTo: 'copy-out' }),
  ];
}

function configured({ facts, words }: RunbookContext): RunbookStep {
  const file = facts?.server.configFile ?? null;
  const word = file === null ? null : shellWord(file);
  const command = word === null ? null : `sudo grep -E '^(dir|dbfilename|appendonly) ' ${word}`;
  return lookAt('configured', words.runbookDisk.configured, { command });
}

/** With `appendonly yes` a start makes an empty AOF beside a dump and reads nothing of it (measured on 7.0.15). */
function aofOff({ facts, words }: RunbookContext): readonly RunbookStep[] {
  if (facts?.aof.enabled === false) return [];
  return [mend('aof-off', words.runbookMend.aofOff, { changes: 'host' })];
}

function aofOn({ facts, words, cli }: RunbookContext): readonly RunbookStep[] {
  if (facts?.aof.enabled === false) return [];
  const command = cli('CONFIG', 'SET', 'appendonly', 'yes');
  return [tell('aof-on', words.runbookMend.aofOn, { command, changes: 'redis' })];
}
