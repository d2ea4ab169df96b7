import type { InstanceView } from '../state/instance-view';
import { sightingOf, type NoticeLook } from './look';
import type { InstanceNotice, NoticeDraft, NoticeInstance, NoticeKind } from './notice';
import { NOTICE_RULES } from './rules';
import { atStake, endedSentence, startedSentence } from './sentences';

/** How long something has held that was not told yet: what is not there does not hold. `counts`: it held at the look before as well. */
export type Held = Readonly<Partial<Record<NoticeKind, { readonly ms: number; readonly counts: boolean }>>>;

export interface Judged {
  readonly held: Held;
  readonly changes: readonly NoticeDraft[];
  /** What is open no more, without being told. */
  readonly closed: readonly InstanceNotice[];
}

/**
 * What is to be told after a look, against what was told last (`open`): so it is told once however often it is looked at, also where it
 * changed while nobody looked.
 */
export function judgeNotices(open: readonly InstanceNotice[], held: Held, look: NoticeLook): Judged {
  const next: Partial<Record<NoticeKind, { ms: number; counts: boolean }>> = {};
  const changes: NoticeDraft[] = [];
  const closed: InstanceNotice[] = [];
  for (const kind of Object.keys(NOTICE_RULES) as NoticeKind[]) {
    const { holdMs, tellsEnd, standing } = NOTICE_RULES[kind];
    const told = open.find((notice) => notice.kind === kind);
    const now = standing(look);
    if (told !== undefined) {
      if (now === 'over' && tellsEnd) changes.push(ended(told, look));
      else if (now === 'over') closed.push(told);
      continue;
    }
    if (now === 'over') continue;
    const before = held[kind] ?? { ms: 0, counts: false };
    const ms = before.ms + (now === 'holds' && before.counts ? look.elapsedMs : 0);
    if (now === 'holds' && ms >= holdMs) changes.push(started(kind, look, ms));
    else if (now === 'holds' || before.ms > 0) next[kind] = { ms, counts: now === 'holds' };
  }
  return { held: next, changes, closed };
}

function started(kind: NoticeKind, look: NoticeLook, heldMs: number): NoticeDraft {
  const { severity, since } = NOTICE_RULES[kind];
  const begun = since(look, heldMs);
  return {
    dedupKey: `savepoint/${look.view.id}/${kind}/${look.latest.at}`,
    kind,
    change: 'started',
    severity,
    sentence: startedSentence(kind, look, begun.since),
    ...begun,
    at: look.latest.at,
    cause: causeOf(kind, look),
    atStake: atStake(kind, look),
    instance: instanceOf(look.view),
  };
}

function ended(told: InstanceNotice, look: NoticeLook): NoticeDraft {
  const { dedupKey, kind, severity, since, sinceAtLeast, instance } = told;
  const sentence = endedSentence(told, look);
  const identity = { dedupKey, kind, severity, since, sinceAtLeast, instance };
  return { ...identity, change: 'ended', sentence, at: look.latest.at, cause: null, atStake: null };
}

function causeOf(kind: NoticeKind, look: NoticeLook): NoticeDraft['cause'] {
  const { cause } = look.view;
  const asks = kind === 'refusals' || kind === 'saves' || kind === 'override-expired' || kind === 'compromise';
  if (!asks || sightingOf(look) === null || cause === null || cause.kind === 'unknown') return null;
  return { kind: cause.kind, confidence: cause.confidence, evidence: cause.evidence };
}

/** Names the fields one by one. */
function instanceOf({ id, name, address, environment, tags }: InstanceView): NoticeInstance {
  return { id, name, address, environment, tags };
}
