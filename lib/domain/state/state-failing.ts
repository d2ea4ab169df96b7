import { aofError } from '../cause/failure-cause';
import { valueOf, type Facts } from '../observation/observation';
import { atStake, type StateContext, type Verdict } from './state-context';
import { tampering } from '../cause/tampering';
import { all, any, is, type Maybe } from '../observation/three-valued';
import { replicaRefuses } from '../observation/version';
import type { Words } from '../words/words';
import { aofRefuses, rdbRefuses } from './write-availability';

/** Writes are refused by persistence, on a primary. */
export function rejecting(context: StateContext): Verdict<'rejecting-writes'> {
  const { facts, writes, words } = context;
  const { summary } = words;
  const parts =
    writes.cause === 'aof'
      ? [summary.rejectedByAof(aofError(facts.ping)), atStake(context)]
      : [
          aofRefuses(facts) === true ? summary.rejectedByBoth : summary.rejectedByGuard,
          atStake(context),
          retrySentence(context),
        ];
  return { state: 'rejecting-writes', summary: sentences(words, [warning(context), ...parts]), quiet: false };
}

/** Saves or the AOF fail, and writes are not known to be refused. Null when neither fails. */
export function notSaving(context: StateContext): Verdict<'not-saving'> | null {
  const { facts, words } = context;
  const { summary } = words;
  const rdbFails = facts.rdb.lastStatus === 'err';
  if (!rdbFails && !aofFails(facts)) return null;
  const parts = rdbFails
    ? [failingLead(context), expiredSentence(context), crashSentence(context), atStake(context), retrySentence(context)]
    : [isReplica(facts) ? summary.failingReplicaAof : summary.failingAof, crashSentence(context), atStake(context)];
  return { state: 'not-saving', summary: sentences(words, [warning(context), ...parts]), quiet: false };
}

function aofFails({ aof }: Facts): boolean {
  return aof.enabled === true && aof.lastWriteStatus === 'err';
}

function isReplica({ server }: Facts): boolean {
  return server.role === 'replica';
}

function failingLead({ facts, writes, words: { summary } }: StateContext): string {
  if (isReplica(facts)) return summary.failingReplica;
  if (writes.availability === 'unknown') return summary.failingMaybeRejected(writes.reason);
  if (valueOf(facts.config.guard) === 'no') return summary.failingGuardOff;
  if (valueOf(facts.config.savePoints)?.length === 0) return summary.failingNoPoints;
  return summary.failingAccepted;
}

/** The end of an override has come, and the guard stays off so that writes go on. */
function expiredSentence({ override, sighting, words: { summary } }: StateContext): string | null {
  if (override === null || override.expiredAt === null || override.until.kind !== 'time') return null;
  if (override.expiredWhy !== null) return null;
  return summary.overrideExpired(override.by, override.until.at, sighting.at);
}

/** Will a replica panic at its next replicated write (redis-persistence.md, 1.4)? False for a primary. */
export function replicaWillCrash(facts: Facts): Maybe {
  const { ping, server, config } = facts;
  if (!isReplica(facts)) return false;
  const fromHere = replicaRefuses(server);
  if (ping.kind === 'pong' && fromHere === true) return false;
  const refuses = ping.kind === 'refused' ? true : any(rdbRefuses(facts), aofRefuses(facts));
  return all(fromHere, refuses, is(valueOf(config.replicaIgnoreDiskWriteErrors), 'no'));
}

function crashSentence({ facts, words: { summary } }: StateContext): string | null {
  const will = replicaWillCrash(facts);
  if (will === null) return summary.replicaMayCrash;
  return will ? summary.replicaWillCrash : null;
}

function retrySentence({ facts, sighting, knowledge, retry, words: { summary } }: StateContext): string | null {
  if (facts.rdb.lastStatus !== 'err') return null;
  if (facts.rdb.inProgress === true) return summary.retryRunning(knowledge.runningSince, sighting.at);
  return retry.at === null ? retry.reason : summary.retries;
}

function warning({ facts, words }: StateContext): string | null {
  const found = tampering(facts);
  return found?.loud === true ? found.sentence(words) : null;
}

/** Parts as one text, those that are null left out. */
export function sentences(words: Words, parts: readonly (string | null)[]): string {
  return words.text(parts.filter((part) => part !== null));
}
