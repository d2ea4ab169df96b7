import { millisecondsLeft, type Override } from '../action/override';
import { tampering } from '../cause/tampering';
import { valueOf, type EpochMs, type Facts } from '../observation/observation';
import { factsOf, overrideIn, sightingOf, type NoticeLook } from './look';
import type { NoticeKind, Severity } from './notice';

/** Does it hold? `over` only by what was seen: without facts nothing ends. */
export type Standing = 'holds' | 'over' | 'unknown';

/** An override that ends so soon is told, in milliseconds. */
export const ENDING_MS = 10 * 60_000;
/** So long the guard is off while saves work, and an instance cannot be read, before that is told: people forget, and networks blink. */
export const LEFT_OFF_MS = 30 * 60_000;
export const LOST_MS = 60_000;

interface Rule {
  readonly severity: Severity;
  /** How long it has to hold before it is told. */
  readonly holdMs: number;
  /** False: its end is told to nobody, because what it means does not end with it. */
  readonly tellsEnd: boolean;
  readonly standing: (look: NoticeLook) => Standing;
  readonly since: (look: NoticeLook, heldMs: number) => { readonly since: EpochMs; readonly sinceAtLeast: boolean };
}

const AT_ONCE = { holdMs: 0, tellsEnd: true } as const;

/** Everything that is told of an instance. */
export const NOTICE_RULES: Readonly<Record<NoticeKind, Rule>> = {
  refusals: {
    ...AT_ONCE,
    severity: 'critical',
    standing: ({ view: { writes } }) => {
      if (writes.availability === 'unknown') return 'unknown';
      return writes.availability === 'rejected' ? 'holds' : 'over';
    },
    since: (look) => sinceOfState(look, 'rejecting-writes'),
  },
  saves: {
    ...AT_ONCE,
    severity: 'error',
    standing: saves,
    since: (look) => {
      const since = look.knowledge.failureOpenSince;
      return since === null ? sinceOfState(look, 'not-saving') : { since, sinceAtLeast: false };
    },
  },
  'override-ending': {
    ...AT_ONCE,
    severity: 'warning',
    standing: ending,
    since: (look) => ({ since: overrideIn(look)?.since ?? look.latest.at, sinceAtLeast: false }),
  },
  'override-expired': {
    ...AT_ONCE,
    severity: 'error',
    standing: (look) => whileOff(look, (override) => (override.expiredAt === null ? 'over' : 'holds')),
    since: (look) => ({ since: overrideIn(look)?.expiredAt ?? look.latest.at, sinceAtLeast: false }),
  },
  'guard-left-off': {
    severity: 'warning',
    holdMs: LEFT_OFF_MS,
    tellsEnd: true,
    standing: leftOff,
    since: ({ latest }, heldMs) => ({ since: latest.at - heldMs, sinceAtLeast: true }),
  },
  compromise: {
    severity: 'critical',
    holdMs: 0,
    // Who wrote a file there may set the path back: the host is not clean for that.
    tellsEnd: false,
    standing: compromised,
    since: ({ latest }) => ({ since: latest.at, sinceAtLeast: true }),
  },
  lost: {
    severity: 'error',
    holdMs: LOST_MS,
    tellsEnd: true,
    standing: ({ latest }) => (latest.kind === 'problem' ? 'holds' : 'over'),
    since: ({ latest }, heldMs) => ({ since: latest.at - heldMs, sinceAtLeast: false }),
  },
};

function sinceOfState({ view, latest }: NoticeLook, state: NoticeLook['view']['state']) {
  if (view.state !== state || view.since === null) return { since: latest.at, sinceAtLeast: false };
  return { since: view.since, sinceAtLeast: view.sinceAtLeast };
}

/** After a restart Redis says "ok" of a save that nobody saw: a failure ends with a good save alone. */
function saves(look: NoticeLook): Standing {
  const facts = factsOf(look);
  if (facts === null) return 'unknown';
  if (facts.rdb.lastStatus === 'err' || aofFails(facts)) return 'holds';
  const isKnown = facts.rdb.lastStatus === 'ok' && facts.aof.enabled !== null;
  const aofIsKnown = facts.aof.enabled === false || facts.aof.lastWriteStatus === 'ok';
  return isKnown && aofIsKnown && look.knowledge.failureOpenSince === null ? 'over' : 'unknown';
}

export function aofFails({ aof }: Facts): boolean {
  return aof.enabled === true && aof.lastWriteStatus === 'err';
}

/** By the override that explains why the guard is off. A guard that is on ends whatever there was; one off without an override tells nothing. */
function whileOff(look: NoticeLook, of: (override: Override) => Standing): Standing {
  const facts = factsOf(look);
  if (facts === null) return 'unknown';
  const guard = valueOf(facts.config.guard);
  if (guard === 'yes') return 'over';
  const override = overrideIn(look);
  return guard === null || override === null ? 'unknown' : of(override);
}

/** Whoever gives an end that is as near as this knows of it. */
function ending(look: NoticeLook): Standing {
  return whileOff(look, (override) => {
    const sighting = sightingOf(look);
    const left = sighting === null ? null : millisecondsLeft(override, sighting, look.now);
    if (left === null || override.until.kind !== 'time' || override.expiredAt !== null) return 'over';
    if (left > ENDING_MS || override.until.at - override.setAt <= ENDING_MS) return 'over';
    return left > 0 ? 'holds' : 'unknown';
  });
}

function leftOff(look: NoticeLook): Standing {
  const facts = factsOf(look);
  const guard = facts === null ? null : valueOf(facts.config.guard);
  if (facts === null || guard === null) return 'unknown';
  if (guard === 'yes' || look.view.guard.expected === 'no') return 'over';
  const override = overrideIn(look);
  if (override !== null && override.until.kind !== 'none') return 'over';
  // While saves fail it may be off for a reason.
  return facts.rdb.lastStatus === 'ok' && look.knowledge.failureOpenSince === null ? 'holds' : 'unknown';
}

function compromised(look: NoticeLook): Standing {
  const facts = sightingOf(look)?.facts ?? null;
  if (facts === null) return 'unknown';
  if (tampering(facts)?.loud === true) return 'holds';
  // '' is a data directory that was deleted (redis-persistence.md, 7).
  const isReadable = Boolean(valueOf(facts.config.dir)) && valueOf(facts.config.dbfilename) !== null;
  return isReadable ? 'over' : 'unknown';
}
