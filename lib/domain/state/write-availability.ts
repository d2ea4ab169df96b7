import type { WriteAvailability } from './instance-view';
import { valueOf, type Facts } from '../observation/observation';
import { all, any, is, type Maybe } from '../observation/three-valued';
import { reasonIn } from '../words/told';
import { aofErrorOutlivesAof, pingProvesRefusal, rejectedCountable, replicaRefuses } from '../observation/version';
import type { Words } from '../words/words';
import { EN } from '../words/en';

/** Does a failed RDB save refuse commands? By configuration and status alone (redis-persistence.md, 2). */
export function rdbRefuses(facts: Facts): Maybe {
  const points = valueOf(facts.config.savePoints);
  return all(
    is(valueOf(facts.config.guard), 'yes'),
    points === null ? null : points.length > 0,
    is(facts.rdb.lastStatus, 'err'),
    any(is(facts.server.role, 'master'), replicaRefuses(facts.server)),
  );
}

/** Does an AOF write error refuse commands? The guard has no say in it; up to 4.0 not even the AOF being off. */
export function aofRefuses(facts: Facts): Maybe {
  if (facts.ping.kind === 'refused' && facts.ping.cause === 'aof') return true;
  return all(
    is(facts.aof.lastWriteStatus, 'err'),
    any(facts.aof.enabled, aofErrorOutlivesAof(facts.server)),
    any(is(facts.server.role, 'master'), replicaRefuses(facts.server)),
  );
}

/**
 * Are writes refused by persistence, by which cause, and how do we know? PING proves it; without proof the answer is derived
 * from configuration and status, and `unknown` with a reason where a part of these cannot be read. A replica is `read-only`.
 */
export function writeAvailability(facts: Facts, words: Words = EN): WriteAvailability {
  const { ping, server } = facts;
  const { reasons } = words;
  if (facts.loading.active === true) return answer('unknown', null, null, reasons.loading);
  if (server.role === 'replica') return answer('read-only', null, null, null);
  if (ping.kind === 'refused') return answer('rejected', ping.cause, 'ping', null);
  if (server.role === null) return answer('unknown', null, null, reasons.roleUnknown);
  if (ping.kind === 'pong' && pingProvesRefusal(server, server.role) === true) {
    const doubt = any(rdbRefuses(facts), aofRefuses(facts)) === true ? reasons.pingDisagrees : null;
    return answer('accepted', null, 'ping', doubt);
  }
  return derived(facts, words);
}

function derived(facts: Facts, words: Words): WriteAvailability {
  const rdb = rdbRefuses(facts);
  const aof = aofRefuses(facts);
  if (rdb === true) return answer('rejected', 'rdb', 'derived', null);
  if (aof === true) return answer('rejected', 'aof', 'derived', null);
  if (rdb === false && aof === false) return answer('accepted', null, 'derived', null);
  return answer('unknown', null, null, words.reasons.writesUnknown(missing(facts, words), reasonIn(facts.ping, words)));
}

/** What cannot be read of what decides; in words. */
function missing({ config, rdb, aof }: Facts, { deciding }: Words): readonly string[] {
  const parts: readonly (readonly [unknown, string])[] = [
    [valueOf(config.guard), deciding.guard],
    [valueOf(config.savePoints), deciding.savePoints],
    [rdb.lastStatus, deciding.lastStatus],
    [aof.enabled, deciding.aofEnabled],
    [aof.lastWriteStatus, deciding.aofWrite],
  ];
  return parts.filter(([value]) => value === null).map(([, name]) => name);
}

function answer(
  availability: WriteAvailability['availability'],
  cause: WriteAvailability['cause'],
  evidence: WriteAvailability['evidence'],
  reason: string | null,
): WriteAvailability {
  return { availability, cause, evidence, reason };
}

/** Would turning the guard off let the refused writes in? Null when none are refused, or when it cannot be told. */
export function guardHelps(facts: Facts, { availability, cause }: WriteAvailability): boolean | null {
  if (availability !== 'rejected') return null;
  if (cause === 'aof') return false;
  const aof = aofRefuses(facts);
  return aof === null ? null : !aof;
}

/** Commands refused by persistence since the start of the run or CONFIG RESETSTAT, our own PINGs not counted. */
export function rejectedCount(
  { counters, server }: Facts,
  { reasons }: Words = EN,
): { count: number | null; reason: string | null } {
  const countable = rejectedCountable(server);
  if (countable === false) return { count: null, reason: reasons.rejectedNotCounted };
  if (countable === null) return { count: null, reason: reasons.rejectedReleaseUnknown };
  const own = counters.ping?.rejected ?? null;
  if (counters.misconfErrors === null) return { count: null, reason: reasons.errorstatsUnreadable };
  if (own === null) return { count: null, reason: reasons.commandstatsUnreadable };
  return { count: Math.max(0, counters.misconfErrors - own), reason: null };
}
