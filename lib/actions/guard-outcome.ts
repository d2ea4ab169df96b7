import 'server-only';
import { utc } from '../domain/text/format';
import { type EpochMs, type GuardValue, type Observation, valueOf } from '../domain/observation/observation';
import type { OverrideEnd } from '../domain/action/override';
import { EN } from '../domain/words/en';
import { writeAvailability } from '../domain/state/write-availability';
import type { RewriteReply, SetGuardReply } from '../redis/redis';
import type { Resolution } from '../store/store';
import { writesSentence } from './writes-sentence';

type DoneReply = Extract<SetGuardReply, { kind: 'done' }>;
type Outcome = Omit<Resolution, 'resolvedAt'>;

/** What was decided on. */
export interface GuardIntent {
  readonly value: GuardValue;
  readonly expected: GuardValue;
  readonly runId: string | null;
  /** When the guard is switched off: until when. */
  readonly until: OverrideEnd | null;
}

/** The outcome of a change that Redis answered: what the transaction proves, and what was seen right after it. */
export function guardOutcome(intent: GuardIntent, reply: DoneReply, after: Observation): Outcome {
  const { before } = reply;
  const isOtherProcess = intent.runId !== null && reply.runId !== null && reply.runId !== intent.runId;
  if (isOtherProcess) {
    const message = `Applied to a different Redis process: run ${short(reply.runId)} answers here now, not the run ${short(intent.runId)} that you saw. Its guard is "${reply.after}" now. Review what runs here.`;
    return { outcome: 'conflict', before, after: reply.after, message };
  }
  const seen = after.kind === 'facts' ? valueOf(after.facts.config.guard) : null;
  const answers = after.kind === 'facts' ? after.facts.server.runId : null;
  if (intent.runId !== null && answers !== null && answers !== intent.runId) {
    const there = seen === null ? '' : `, and its guard reads "${seen}"`;
    const message = `Run ${short(intent.runId)}, the one that you saw, took the change, and its guard is "${reply.after}" for as long as it runs. A different Redis process, run ${short(answers)}, answers here now${there}. Review both.`;
    return { outcome: 'conflict', before, after: seen, message };
  }
  const current = seen ?? reply.after;
  if (current !== intent.value) {
    const message = `Redis took the change, but the guard reads "${current}" right after it: someone outside Savepoint changes it as well, or this service answers OK and changes nothing.`;
    return { outcome: 'conflict', before, after: current, message };
  }
  return { outcome: 'applied', before, after: current, message: appliedSentence(intent, reply, after) };
}

function appliedSentence(intent: GuardIntent, reply: DoneReply, after: Observation): string {
  const state = intent.value === 'no' ? 'off' : 'on';
  const first =
    reply.before === intent.expected
      ? `The guard is ${state}, confirmed at ${utc(after.at, after.at)} by reading it back.`
      : `Applied, but the value was already "${reply.before}" just before: someone outside Savepoint changed it.`;
  const weaker = reply.atomic ? [] : ['Sent and read back one by one, because this user may not run MULTI.'];
  const proof =
    after.kind === 'facts'
      ? writesSentence(writeAvailability(after.facts))
      : `Whether writes are accepted could not be seen: ${after.problem.message}`;
  const end = intent.until === null ? [] : [endSentence(intent.until, after.at)];
  return [first, ...weaker, proof, ...end].join(' ');
}

/** When Savepoint turns the guard on again: whoever switches it off has to know. */
export function endSentence(until: OverrideEnd, now: EpochMs): string {
  switch (until.kind) {
    case 'next-good-save':
      return 'Savepoint turns it on again at the next good save.';
    case 'time':
      return `Savepoint turns it on again at ${utc(until.at, now)}, if the last save is good then; if not, it says so and waits for a good one.`;
    case 'none':
      return 'It has no end: it stays off until someone turns it on again.';
  }
}

/** What became of the configuration file; null when it was not asked for. */
export function rewriteSentence(reply: RewriteReply | null, file: string | null): string | null {
  if (reply === null) return null;
  const name = file === null || file === '' ? 'the configuration file' : file;
  switch (reply.kind) {
    case 'written':
      return `Redis wrote ${name} as well: all its settings as they are now.`;
    case 'refused':
      return `Not written to ${name}: ${EN.unreadable(reply.why)}`;
    case 'not-sent':
      return `Not written to ${name}: ${reply.problem.message}`;
    case 'no-answer':
      return `Whether ${name} was written is not known: ${reply.problem.message}`;
  }
}

/** A run id as people compare it. */
export function short(runId: string | null): string {
  return runId === null ? 'not known' : runId.slice(0, 8);
}
