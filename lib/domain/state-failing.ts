import { aofError } from './failure-cause';
import { valueOf, type Facts } from './observation';
import { atStake, type StateContext, type Verdict } from './state-context';
import { SUMMARY } from './strings';
import { tampering } from './tampering';
import { all, any, is, type Maybe } from './three-valued';
import { replicaRefuses } from './version';
import { aofRefuses, rdbRefuses } from './write-availability';

/** Writes are refused by persistence, on a primary. */
export function rejecting(context: StateContext): Verdict<'rejecting-writes'> {
  const { facts, writes } = context;
  const parts =
    writes.cause === 'aof'
      ? [SUMMARY.rejectedByAof(aofError(facts.ping)), atStake(context)]
      : [
          aofRefuses(facts) === true ? SUMMARY.rejectedByBoth : SUMMARY.rejectedByGuard,
          atStake(context),
          retrySentence(context),
        ];
  return { state: 'rejecting-writes', summary: sentences([warning(facts), ...parts]), quiet: false };
}

/** Saves or the AOF fail, and writes are not known to be refused. Null when neither fails. */
export function notSaving(context: StateContext): Verdict<'not-saving'> | null {
  const { facts } = context;
  const rdbFails = facts.rdb.lastStatus === 'err';
  if (!rdbFails && !aofFails(facts)) return null;
  const parts = rdbFails
    ? [failingLead(context), crashSentence(facts), atStake(context), retrySentence(context)]
    : [isReplica(facts) ? SUMMARY.failingReplicaAof : SUMMARY.failingAof, crashSentence(facts), atStake(context)];
  return { state: 'not-saving', summary: sentences([warning(facts), ...parts]), quiet: false };
}

function aofFails({ aof }: Facts): boolean {
  return aof.enabled === true && aof.lastWriteStatus === 'err';
}

function isReplica({ server }: Facts): boolean {
  return server.role === 'replica';
}

function failingLead({ facts, writes }: StateContext): string {
  if (isReplica(facts)) return SUMMARY.failingReplica;
  if (writes.availability === 'unknown') return SUMMARY.failingMaybeRejected(writes.reason);
  if (valueOf(facts.config.guard) === 'no') return SUMMARY.failingGuardOff;
  if (valueOf(facts.config.savePoints)?.length === 0) return SUMMARY.failingNoPoints;
  return SUMMARY.failingAccepted;
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

function crashSentence(facts: Facts): string | null {
  const will = replicaWillCrash(facts);
  if (will === null) return SUMMARY.replicaMayCrash;
  return will ? SUMMARY.replicaWillCrash : null;
}

function retrySentence({ facts, sighting, knowledge, retry }: StateContext): string | null {
  if (facts.rdb.lastStatus !== 'err') return null;
  if (facts.rdb.inProgress === true) return SUMMARY.retryRunning(knowledge.runningSince, sighting.at);
  return retry.at === null ? retry.reason : SUMMARY.retries;
}

function warning(facts: Facts): string | null {
  const found = tampering(facts);
  return found?.loud === true ? found.sentence : null;
}

/** Parts as one text, those that are null left out. */
export function sentences(parts: readonly (string | null)[]): string {
  return parts.filter((part) => part !== null).join(' ');
}
