import { bgsaveBlocked, bgsaveMode } from './action-guards';
import { dirIsGone } from './failure-cause';
import { bytes, escaped, shellWord } from './format';
import { valueOf, type Facts } from './observation';
import type { Plan, PlanCheck } from './plan';
import type { PlanInput } from './plan-input';
import { nextRetry } from './save-points';
import { goodSaveAt } from './state-context';
import { BLOCKED, SAVE_PLAN } from './strings';
import { failedForksAreTimed } from './version';
import { guardHelps, rdbRefuses, writeAvailability } from './write-availability';

/** Above this share of the host's memory a fork with copy-on-write may not fit. */
const HIGH_SHARE = 0.45;

/** The pre-flight of a BGSAVE. What Redis cannot tell is not visible, with the command that tells; it is never guessed. */
export function planBgsave(input: PlanInput): Plan {
  const { registered, sighting } = input;
  const { facts } = sighting;
  const writes = writeAvailability(facts);
  return {
    action: 'bgsave',
    value: null,
    current: valueOf(facts.config.guard),
    runId: facts.server.runId,
    role: facts.server.role,
    helps: guardHelps(facts, writes),
    mode: bgsaveMode(facts),
    checks: checks(input),
    consequences: consequences(facts),
    limits: [SAVE_PLAN.notStarted, SAVE_PLAN.noSpace, ...(writes.cause === 'aof' ? [SAVE_PLAN.notAof] : [])],
    warnings: warnings(facts),
    blocked: registered.operator === null ? BLOCKED.readOnlyHere : bgsaveBlocked(facts),
    advice: advice(input),
    reasonRequired: false,
    confirmRequired: false,
    readAt: sighting.at,
  };
}

function checks(input: PlanInput): PlanCheck[] {
  const { facts } = input.sighting;
  const failures = failureCheck(input);
  return [
    busyCheck(facts),
    memoryCheck(input),
    { level: 'not-visible', text: SAVE_PLAN.memoryFree, command: 'free -m' },
    { level: 'not-visible', text: SAVE_PLAN.overcommit, command: 'cat /proc/sys/vm/overcommit_memory' },
    diskCheck(facts),
    forkCheck(facts),
    ...(failures === null ? [] : [failures]),
  ];
}

function check(level: PlanCheck['level'], text: string, command: string | null = null): PlanCheck {
  return { level, text, command };
}

function busyCheck(facts: Facts): PlanCheck {
  const blocked = bgsaveBlocked(facts);
  if (blocked !== null) return check('block', blocked);
  if (bgsaveMode(facts) === 'schedule') return check('warn', BLOCKED.needsSchedule);
  if (facts.rdb.inProgress === null) return check('not-visible', BLOCKED.inProgressUnknown);
  return check('ok', SAVE_PLAN.idle);
}

function memoryCheck({ sighting, knowledge }: PlanInput): PlanCheck {
  const { memory, rdb } = sighting.facts;
  const used = memory.rssBytes ?? memory.usedBytes;
  const host = memory.systemBytes;
  if (used === null || host === null || host <= 0) return check('not-visible', SAVE_PLAN.memoryUnknown, 'free -m');
  const copied = goodSaveAt(sighting, knowledge) === null ? null : rdb.lastCowBytes;
  const text = SAVE_PLAN.memory(bytes(used), bytes(host), copied === null ? null : bytes(copied));
  return used / host > HIGH_SHARE ? check('warn', `${text} ${SAVE_PLAN.memoryHigh}`) : check('ok', text);
}

function diskCheck(facts: Facts): PlanCheck {
  if (dirIsGone(facts)) return check('warn', SAVE_PLAN.dirGone);
  const dir = valueOf(facts.config.dir);
  const word = dir?.startsWith('/') === true ? shellWord(dir) : null;
  return check('not-visible', SAVE_PLAN.disk(facts.memory.usedBytes), word === null ? null : `df -h ${word}`);
}

/** Up to 6.2 a refused fork leaves its own, meaningless time. */
function forkCheck({ forks, rdb, server }: Facts): PlanCheck {
  const meaningless = rdb.lastStatus === 'err' && failedForksAreTimed(server) !== false;
  if (forks.latestUsec === null || forks.latestUsec <= 0 || meaningless) {
    return check('not-visible', SAVE_PLAN.forkUnknown);
  }
  return check('ok', SAVE_PLAN.fork(forks.latestUsec));
}

function failureCheck({ sighting, knowledge }: PlanInput): PlanCheck | null {
  if (sighting.facts.rdb.lastStatus !== 'err') return null;
  const failures = knowledge.failuresInARow ?? 0;
  return check('warn', failures > 0 ? SAVE_PLAN.failures(failures) : SAVE_PLAN.lastFailed);
}

function consequences(facts: Facts): string[] {
  const dir = valueOf(facts.config.dir);
  const file = valueOf(facts.config.dbfilename);
  const where = dir === null || dir === '' || file === null ? null : escaped(`${dir.replace(/\/$/, '')}/${file}`);
  return [
    ...(bgsaveMode(facts) === 'schedule' ? [SAVE_PLAN.waits] : []),
    SAVE_PLAN.starts(where),
    ...(rdbRefuses(facts) === true && facts.server.role === 'master' ? [SAVE_PLAN.heals] : []),
    ...(facts.server.role === 'replica' ? [SAVE_PLAN.replica] : []),
  ];
}

/** A save by hand can break what works: a failure makes Redis refuse, and without changes it does not even retry. */
function warnings(facts: Facts): string[] {
  const { config, rdb, server } = facts;
  const works = rdb.lastStatus === 'ok' && server.role === 'master';
  const guarded = valueOf(config.guard) === 'yes' && (valueOf(config.savePoints)?.length ?? 0) > 0;
  if (!works || !guarded) return [];
  return [SAVE_PLAN.failsBadly, ...(rdb.changesSinceLastSave === 0 ? [SAVE_PLAN.stuck] : [])];
}

function advice({ sighting, knowledge }: PlanInput): string {
  const { facts } = sighting;
  const { cause, availability } = writeAvailability(facts);
  if (cause === 'aof') return SAVE_PLAN.adviceAof;
  if (facts.rdb.lastStatus === 'ok') {
    return knowledge.lastGoodSaveAt === null ? SAVE_PLAN.adviceFirst : SAVE_PLAN.adviceFine;
  }
  return [
    SAVE_PLAN.adviceCause,
    ...(availability === 'rejected' ? [SAVE_PLAN.adviceLetsIn] : []),
    ...(nextRetry(sighting, knowledge).at === null ? [] : [SAVE_PLAN.adviceRetry]),
  ].join(' ');
}
