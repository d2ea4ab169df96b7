import 'server-only';
import type { InstanceEvent } from '../domain/event/event';
import { eventsBetween, isSettingChange, refusalChange, type EventDraft } from '../domain/event/events-between';
import { addExposure, type ExposureSample } from '../domain/picture/exposure';
import { learnPast } from '../domain/state/failover';
import { learnSettings } from '../domain/state/settings-past';
import { firstKnowledge, learnSaves } from '../domain/save/learn-saves';
import type { Observation, Sighting } from '../domain/observation/observation';
import type { Save } from '../domain/save/save';
import { runningRow, type SaveDraft } from '../domain/save/save-draft';
import { restartedBetween } from '../domain/save/save-movement';
import { runningAtFirstSight, savesBetween } from '../domain/save/saves-between';
import { EN } from '../domain/words/en';
import type { OutsideChange } from '../store/store';
import type { Memory, OwnBgsaveWatch, OwnGuardChange } from './memory';
import { stillTurn } from './still-turn';

/** What a turn found out, to be kept and told. */
export interface Turn {
  readonly memory: Memory;
  readonly saves: readonly Save[];
  readonly events: readonly InstanceEvent[];
  readonly outsideChanges: readonly OutsideChange[];
  /** Steps of time that the sighting shows to be over. */
  readonly exposure: readonly ExposureSample[];
  /** Saves that belong to a BGSAVE of ours, by its action. */
  readonly ownSaves: readonly { readonly actionId: string; readonly save: Save }[];
  /** A BGSAVE of ours of which Redis shows no trace. */
  readonly ownLost: string | null;
}

export interface TurnInput {
  readonly instanceId: string;
  readonly memory: Memory;
  readonly observation: Observation;
  /** From this silence on, in milliseconds, what was not watched is a gap of its own. */
  readonly gapAfterMs: number;
  readonly newId: () => string;
}

/**
 * How long, in milliseconds, a BGSAVE of ours is looked for in vain. Redis holds a scheduled one back until 5 s have passed since
 * the last failed try (redis-persistence.md, 5).
 */
const LOOK_MS = 10_000;

/** One turn: what an observation adds to what was known. Pure but for `newId`. */
export function takeTurn(input: TurnInput): Turn {
  const { memory, observation } = input;
  if (observation.kind === 'problem') {
    return { ...NOTHING_FOUND, memory: { ...memory, endedAt: observation.at } };
  }
  const still = stillTurn(memory, observation, input.gapAfterMs);
  if (still !== null) return { ...NOTHING_FOUND, ...still };
  const turn = memory.sighting === null ? firstTurn(input, observation) : nextTurn(input, memory.sighting, observation);
  const { open, ended } = addExposure(memory.exposure, observation);
  return {
    ...turn,
    exposure: ended,
    memory: {
      ...turn.memory,
      exposure: open,
      past: learnPast(memory.past, observation),
      settings: learnSettings(memory.settings, memory.sighting, observation, turn.events),
    },
  };
}

export const NOTHING_FOUND = {
  saves: [],
  events: [],
  outsideChanges: [],
  exposure: [],
  ownSaves: [],
  ownLost: null,
} as const;

function firstTurn({ memory, newId, instanceId }: TurnInput, sighting: Sighting): Turn {
  const refusal = refusalChange(null, sighting.facts);
  const running = runningAtFirstSight(sighting);
  const details: EventDraft[] = [
    { from: sighting.at, to: sighting.at, detail: { kind: 'watch-started' } },
    ...(refusal.open === null ? [] : [alreadyRefused(refusal.open, sighting)]),
  ];
  return {
    ...NOTHING_FOUND,
    events: details.map((draft) => ({ ...draft, id: newId(), instanceId })),
    memory: {
      ...memory,
      sighting,
      endedAt: sighting.at,
      running: running === null ? null : { ...running, id: newId(), actionId: null },
      refusing: refusal.open,
      knowledge: firstKnowledge(sighting),
    },
  };
}

function alreadyRefused(cause: 'rdb' | 'aof', { at }: Sighting): EventDraft {
  return { from: at, to: at, detail: { kind: 'refusals-started', cause, already: true } };
}

function nextTurn(input: TurnInput, before: Sighting, after: Sighting): Turn {
  const { memory, newId, instanceId } = input;
  // A restart took the trace of a BGSAVE with it: what the new process counts is not ours.
  const ours = restartedBetween(before, after) ? null : memory.own;
  const between = savesBetween({
    before,
    after,
    running: memory.running,
    scheduledElsewhere: memory.scheduledElsewhere,
    own: ours,
    knowledge: memory.knowledge,
  });
  const refusal = refusalChange(memory.refusing, after.facts);
  const told = [...gaps(input, before, after), ...eventsBetween(before, after)];
  if (refusal.detail !== null) told.push({ from: before.at, to: after.at, detail: refusal.detail });
  const events = told.map((draft) => claim(draft, memory)).map((draft) => ({ ...draft, id: newId(), instanceId }));

  const identify = (draft: SaveDraft, id: string, actionId: string | null): Save => ({
    ...draft,
    id,
    instanceId,
    actionId,
  });
  const ended =
    between.ended === null || memory.running === null
      ? null
      : identify(between.ended, memory.running.id, memory.running.actionId);
  const complete = between.complete.map((draft) =>
    identify(draft, newId(), draft.trigger === 'operator' ? (ours?.actionId ?? null) : null),
  );
  const running = followed(input, between.running, between.begun);
  const begunRow =
    between.begun && running !== null && !running.unsure
      ? identify(runningRow(running, after.facts.server.runId), running.id, running.actionId)
      : null;

  const finished = ended === null ? complete : [ended, ...complete];
  const ownSaves = finished.flatMap((save) => (save.actionId === null ? [] : [{ actionId: save.actionId, save }]));
  const own = between.ownSeen ? null : lookedFor(ours, after);
  return {
    ...NOTHING_FOUND,
    saves: begunRow === null ? finished : [...finished, begunRow],
    events,
    outsideChanges: events.filter(isOutside).map((event) => ({ at: event.to, message: EN.event(event.detail) })),
    ownSaves,
    ownLost: memory.own !== null && own === null && !between.ownSeen ? memory.own.actionId : null,
    memory: {
      ...memory,
      sighting: after,
      endedAt: after.at,
      running,
      scheduledElsewhere: between.scheduledElsewhere,
      own,
      ownGuardChange: stillExpected(memory.ownGuardChange, before, after, events),
      refusing: refusal.open,
      knowledge: learnSaves(memory.knowledge, before, after, between),
    },
  };
}

/**
 * A gap is time without facts: while polls ended without any, Redis did not answer; while none ended, Savepoint did not poll. Both
 * can follow each other in one interval.
 */
function gaps({ memory, gapAfterMs }: TurnInput, before: Sighting, after: Sighting): EventDraft[] {
  const lastEnd = Math.max(before.at, memory.endedAt ?? before.at);
  const silent = after.at - lastEnd > gapAfterMs;
  const answeredUntil = silent ? lastEnd : after.at;
  const unanswered = lastEnd > before.at && answeredUntil - before.at > gapAfterMs;
  return [
    ...(unanswered ? [gap(before.at, answeredUntil, 'no-answer')] : []),
    ...(silent ? [gap(unanswered ? lastEnd : before.at, after.at, 'savepoint-stopped')] : []),
  ];
}

function gap(from: number, to: number, why: 'no-answer' | 'savepoint-stopped'): EventDraft {
  return { from, to, detail: { kind: 'gap', why } };
}

function claim(draft: EventDraft, memory: Memory): EventDraft {
  const { detail } = draft;
  if (detail.kind !== 'guard-changed' || memory.ownGuardChange?.value !== detail.to) return draft;
  return { ...draft, detail: { ...detail, actionId: memory.ownGuardChange.actionId } };
}

function isOutside(event: InstanceEvent): boolean {
  if (event.detail.kind === 'guard-changed') return event.detail.actionId === null;
  return isSettingChange(event.detail);
}

function followed(
  { memory, newId }: TurnInput,
  running: ReturnType<typeof savesBetween>['running'],
  begun: boolean,
): Memory['running'] {
  if (running === null) return null;
  if (!begun) return memory.running;
  const actionId = running.trigger === 'operator' ? (memory.own?.actionId ?? null) : null;
  return { ...running, id: newId(), actionId };
}

/** A scheduled BGSAVE waits as long as another child runs; any other shows at once, or never ran. */
function lookedFor(own: OwnBgsaveWatch | null, after: Sighting): OwnBgsaveWatch | null {
  if (own === null || after.at < own.sentAt) return own;
  const waits = own.reply === 'scheduled' && (after.facts.aof.rewriteInProgress || after.facts.rdb.inProgress);
  if (waits === true || own.missedSince === null) return { ...own, missedSince: after.at };
  return after.at - own.missedSince >= LOOK_MS ? null : own;
}

/** A change of ours is waited for until it was seen, or its action has ended and a look shows nothing of it. */
function stillExpected(
  change: OwnGuardChange | null,
  before: Sighting,
  after: Sighting,
  events: readonly InstanceEvent[],
): OwnGuardChange | null {
  if (change === null || restartedBetween(before, after)) return null;
  if (events.some((event) => event.detail.kind === 'guard-changed')) return null;
  return change.ended && after.facts.config.guard.value !== null ? null : change;
}
