import type { EpochMs } from '../observation/observation';
import type { InstanceView } from '../state/instance-view';
import { printable } from '../text/printable';
import { causeIn, type ToldCause } from '../words/told';
import type { Words } from '../words/words';
import { failedAttempts, incidentLink, isRefusing, type Incident, type IncidentDraft } from './incident';

/** An incident in the words of who asks. */
export interface ToldIncident extends Omit<Incident, 'cause'> {
  readonly cause: ToldCause | null;
  /** The sentence's first part: what is so, or was, and since when. */
  readonly lead: string;
  readonly sentence: string;
  readonly summaryForChannel: string;
}

/** `view`: the instance as it is now, where it is watched. */
export function tellIncident(incident: Incident, view: InstanceView | null, now: EpochMs, words: Words): ToldIncident {
  const sentences = sentencesOf(incident, now, words);
  return {
    ...incident,
    cause: incident.cause === null ? null : causeIn(incident.cause, words),
    lead: sentences[0] ?? '',
    sentence: words.text(sentences),
    summaryForChannel: channelSummary(incident, view, now, words),
  };
}

/** What is so, or was, in a few sentences: refusals first, then saves, then what it waits for. */
export function incidentSentence(incident: IncidentDraft, now: EpochMs, words: Words): string {
  return words.text(sentencesOf(incident, now, words));
}

function sentencesOf(incident: IncidentDraft, now: EpochMs, words: Words): string[] {
  return incident.closedAt === null ? openSentences(incident, now, words) : closedSentences(incident, now, words);
}

function openSentences(incident: IncidentDraft, now: EpochMs, words: Words): string[] {
  const { cause, waitsFor, savedAgainAt } = incident;
  const told = words.incident;
  const attempts = failedAttempts(incident);
  const isOver = savedAgainAt !== null && !isRefusing(incident);
  return [
    leading(incident, now, words),
    ...(isOver || cause === null ? [] : [told.cause(cause.kind, cause.confidence)]),
    ...(isOver || attempts === null || attempts === 0 ? [] : [told.attempts(attempts)]),
    ...(waitsFor === null ? [] : [told.waits(waitsFor)]),
  ];
}

function leading(incident: IncidentDraft, now: EpochMs, words: Words): string {
  const { name, refusals, refusedFrom, refusedUntil, savedAgainAt, rdbFailed } = incident;
  const told = words.incident;
  if (isRefusing(incident))
    return told.refusing(name, refusals ?? 'rdb', sinceOf(incident, refusedFrom ?? 0, now, words));
  const span = refusedFrom === null || refusedUntil === null ? null : ([refusedFrom, refusedUntil] as const);
  const [from = '', until = ''] = span?.map((at) => words.format.utc(at, now)) ?? [];
  if (!rdbFailed) return told.aofFailed(name, from, until);
  const refused = span === null ? [] : [told.refused(from, until)];
  const saves =
    savedAgainAt === null
      ? told.failing(name, sinceOf(incident, incident.openedAt, now, words))
      : told.savingAgain(name, words.format.utc(savedAgainAt, now));
  return words.text([saves, ...refused]);
}

/** What was there at the first look began then or earlier. */
function sinceOf({ already, openedAt }: IncidentDraft, at: EpochMs, now: EpochMs, words: Words): string {
  const time = words.format.utc(at, now);
  return already && at <= openedAt ? words.incident.orEarlier(time) : time;
}

function closedSentences(incident: IncidentDraft, now: EpochMs, words: Words): string[] {
  const { name, openedAt, refusedFrom, refusedUntil, cause, closedBy } = incident;
  const closedAt = incident.closedAt ?? now;
  const told = words.incident;
  const { utc } = words.format;
  const attempts = failedAttempts(incident);
  return [
    told.closed(name, sinceOf(incident, openedAt, now, words), utc(closedAt, now), (closedAt - openedAt) / 1000),
    ...(refusedFrom === null || refusedUntil === null
      ? []
      : [told.refused(utc(refusedFrom, now), utc(refusedUntil, now))]),
    ...(attempts === null || attempts === 0 ? [] : [words.postMortem.failed(attempts)]),
    ...(cause === null ? [] : [told.cause(cause.kind, cause.confidence)]),
    ...(closedBy === null ? [] : [told.closedBy(closedBy)]),
  ];
}

/**
 * An incident for a chat: eleven lines at most. No reason, note, tag or message of Redis is in it: nothing that could hold a secret.
 */
export function channelSummary(incident: Incident, view: InstanceView | null, now: EpochMs, words: Words): string {
  const { name, environment, address, cause, waitsFor, closedBy } = incident;
  const told = words.incident;
  const { utc } = words.format;
  const live = incident.closedAt === null ? view : null;
  const lines = [
    told.head(utc(now, now), incident.number, name, environment, address),
    writesLine(incident, now, words),
    ...savesLine(incident, now, words),
    ...(cause === null ? [] : [told.cause(cause.kind, cause.confidence)]),
    ...(live === null ? [] : [told.atRisk(live.rdb.changesSinceLastSave)]),
    ...(live?.nextSteps ? [told.next(live.nextSteps.short)] : []),
    ...(waitsFor === null ? [] : [told.waits(waitsFor)]),
    ...(closedBy === null ? [] : [told.closedBy(closedBy)]),
    `${live?.observedAt ? `${told.data(utc(live.observedAt, now))} ` : ''}${incidentLink(incident.number)}`,
  ];
  return lines.map(printable).join('\n');
}

function writesLine(incident: IncidentDraft, now: EpochMs, words: Words): string {
  const { refusedFrom, refusedUntil } = incident;
  const told = words.incident;
  if (refusedFrom === null) return told.noRefusal();
  if (refusedUntil === null) return told.refusedSince(sinceOf(incident, refusedFrom, now, words));
  return told.refusedSpan(words.format.utc(refusedFrom, now), words.format.utc(refusedUntil, now));
}

function savesLine(incident: IncidentDraft, now: EpochMs, words: Words): string[] {
  const { rdbFailed, savedAgainAt, openedAt } = incident;
  const told = words.incident;
  if (!rdbFailed) return [];
  const attempts = failedAttempts(incident);
  return savedAgainAt === null
    ? [told.savesFail(sinceOf(incident, openedAt, now, words), attempts)]
    : [told.savesGood(words.format.utc(savedAgainAt, now), attempts)];
}
