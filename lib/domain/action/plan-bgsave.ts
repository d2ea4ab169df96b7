import { bgsaveBlocked, bgsaveMode, noBgsave } from './action-guards';
import { dirIsGone } from '../cause/failure-cause';
import { escaped, shellWord } from '../text/format';
import { valueOf, type Facts } from '../observation/observation';
import type { Plan, PlanCheck } from './plan';
import type { PlanInput } from './plan-input';
import { nextRetry } from '../save/save-points';
import { goodSaveAt } from '../save/proven-save';
import { failedForksAreTimed } from '../observation/version';
import type { Words } from '../words/words';
import { guardHelps, rdbRefuses, writeAvailability } from '../state/write-availability';

/** Above this share of the host's memory a fork with copy-on-write may not fit. */
const HIGH_SHARE = 0.45;

/** The pre-flight of a BGSAVE. What Redis cannot tell is not visible, with the command that tells; it is never guessed. */
export function planBgsave(input: PlanInput, words: Words): Plan {
  const { registered, sighting } = input;
  const { blocked, savePlan } = words;
  const { facts } = sighting;
  const writes = writeAvailability(facts, words);
  return {
    action: 'bgsave',
    value: null,
    current: valueOf(facts.config.guard),
    runId: facts.server.runId,
    role: facts.server.role,
    helps: guardHelps(facts, writes),
    mode: bgsaveMode(facts),
    checks: checks(input, words),
    consequences: consequences(facts, words),
    limits: [savePlan.notStarted, savePlan.noSpace, ...(writes.cause === 'aof' ? [savePlan.notAof] : [])],
    warnings: warnings(facts, words),
    blocked:
      registered.operator === null
        ? blocked.readOnlyHere
        : (noBgsave(registered, words) ?? bgsaveBlocked(facts, words)),
    advice: advice(input, words),
    reasonRequired: false,
    confirmRequired: false,
    secondPerson: false,
    rewrite: null,
    readAt: sighting.at,
  };
}

function checks(input: PlanInput, words: Words): PlanCheck[] {
  const { facts } = input.sighting;
  const { savePlan } = words;
  const failures = failureCheck(input, words);
  return [
    busyCheck(facts, words),
    memoryCheck(input, words),
    { level: 'not-visible', text: savePlan.memoryFree, command: 'free -m' },
    { level: 'not-visible', text: savePlan.overcommit, command: 'cat /proc/sys/vm/overcommit_memory' },
    diskCheck(facts, words),
    forkCheck(facts, words),
    ...(failures === null ? [] : [failures]),
  ];
}

function check(level: PlanCheck['level'], text: string, command: string | null = null): PlanCheck {
  return { level, text, command };
}

function busyCheck(facts: Facts, words: Words): PlanCheck {
  const { blocked, savePlan } = words;
  const why = bgsaveBlocked(facts, words);
  if (why !== null) return check('block', why);
  if (bgsaveMode(facts) === 'schedule') return check('warn', blocked.needsSchedule);
  if (facts.rdb.inProgress === null) return check('not-visible', blocked.inProgressUnknown);
  return check('ok', savePlan.idle);
}

function memoryCheck({ sighting, knowledge }: PlanInput, words: Words): PlanCheck {
  const { savePlan, format } = words;
  const { memory, rdb } = sighting.facts;
  const used = usedBytes(memory);
  const host = memory.systemBytes;
  if (used === null || host === null || host <= 0) return check('not-visible', savePlan.memoryUnknown, 'free -m');
  const copied = goodSaveAt(sighting, knowledge) === null ? null : rdb.lastCowBytes;
  const text = savePlan.memory(format.bytes(used), format.bytes(host), copied === null ? null : format.bytes(copied));
  return takesMuchMemory(sighting.facts) === true
    ? check('warn', words.text([text, savePlan.memoryHigh]))
    : check('ok', text);
}

/** Does Redis take so much of the host's memory that a fork may not fit? Null where INFO does not tell. */
export function takesMuchMemory({ memory }: Facts): boolean | null {
  const used = usedBytes(memory);
  if (used === null || memory.systemBytes === null || memory.systemBytes <= 0) return null;
  return used / memory.systemBytes > HIGH_SHARE;
}

function usedBytes({ rssBytes, usedBytes: used }: Facts['memory']): number | null {
  return rssBytes ?? used;
}

function diskCheck(facts: Facts, { savePlan }: Words): PlanCheck {
  if (dirIsGone(facts)) return check('warn', savePlan.dirGone);
  const dir = valueOf(facts.config.dir);
  const word = dir?.startsWith('/') === true ? shellWord(dir) : null;
  return check('not-visible', savePlan.disk(facts.memory.usedBytes), word === null ? null : `df -h ${word}`);
}

/** Up to 6.2 a refused fork leaves its own, meaningless time. */
function forkCheck({ forks, rdb, server }: Facts, { savePlan }: Words): PlanCheck {
  const meaningless = rdb.lastStatus === 'err' && failedForksAreTimed(server) !== false;
  if (forks.latestUsec === null || forks.latestUsec <= 0 || meaningless) {
    return check('not-visible', savePlan.forkUnknown);
  }
  return check('ok', savePlan.fork(forks.latestUsec));
}

function failureCheck({ sighting, knowledge }: PlanInput, { savePlan }: Words): PlanCheck | null {
  if (sighting.facts.rdb.lastStatus !== 'err') return null;
  const failures = knowledge.failuresInARow ?? 0;
  return check('warn', failures > 0 ? savePlan.failures(failures) : savePlan.lastFailed);
}

function consequences(facts: Facts, { savePlan }: Words): string[] {
  const dir = valueOf(facts.config.dir);
  const file = valueOf(facts.config.dbfilename);
  const where = dir === null || dir === '' || file === null ? null : escaped(`${dir.replace(/\/$/, '')}/${file}`);
  return [
    ...(bgsaveMode(facts) === 'schedule' ? [savePlan.waits] : []),
    savePlan.starts(where),
    ...(rdbRefuses(facts) === true && facts.server.role === 'master' ? [savePlan.heals] : []),
    ...(facts.server.role === 'replica' ? [savePlan.replica] : []),
  ];
}

/** A save by hand can break what works: a failure makes Redis refuse, and without changes it does not even retry. */
function warnings(facts: Facts, { savePlan }: Words): string[] {
  const { config, rdb, server } = facts;
  const works = rdb.lastStatus === 'ok' && server.role === 'master';
  const guarded = valueOf(config.guard) === 'yes' && (valueOf(config.savePoints)?.length ?? 0) > 0;
  if (!works || !guarded) return [];
  return [savePlan.failsBadly, ...(rdb.changesSinceLastSave === 0 ? [savePlan.stuck] : [])];
}

function advice({ sighting, knowledge }: PlanInput, words: Words): string {
  const { savePlan } = words;
  const { facts } = sighting;
  const { cause, availability } = writeAvailability(facts);
  if (cause === 'aof') return savePlan.adviceAof;
  if (facts.rdb.lastStatus === 'ok') {
    return knowledge.lastGoodSaveAt === null ? savePlan.adviceFirst : savePlan.adviceFine;
  }
  return words.text([
    savePlan.adviceCause,
    ...(availability === 'rejected' ? [savePlan.adviceLetsIn] : []),
    ...(nextRetry(sighting, knowledge).at === null ? [] : [savePlan.adviceRetry]),
  ]);
}
