import type { EpochMs } from '../observation/observation';
import { markdownText } from '../text/markdown';
import type { Words } from '../words/words';
import { failedAttempts, type Incident } from './incident';
import type { TimelineEntry } from './timeline-entry';

/** What a post-mortem is made of. `isWhole`: `entries` are the whole timeline. */
export interface PostMortemInput {
  readonly incident: Incident;
  /** Newest first. */
  readonly entries: readonly TimelineEntry[];
  readonly isWhole: boolean;
  readonly now: EpochMs;
  /** A time as ISO 8601: the domain has no clock and no calendar of its own. */
  readonly iso: (at: EpochMs) => string;
}

/** The skeleton of a post-mortem as Markdown: what happened, and room for why. All text from outside is made harmless. */
export function postMortemOf(input: PostMortemInput, words: Words): string {
  const { incident, now } = input;
  const told = words.postMortem;
  const heading = (part: Parameters<typeof told.heading>[0]): string => `## ${told.heading(part)}`;
  const bullets = (lines: readonly string[]): string => lines.map((line) => `- ${line}`).join('\n');
  const blocks = [
    `# ${told.title(incident.number, markdownText(incident.name))}`,
    `${told.draft} ${told.now(now)}`,
    heading('impact'),
    bullets(impactOf(input, words)),
    heading('timeline'),
    bullets(rowsOf(input, words)),
    heading('detection'),
    bullets(detectionOf(input, words)),
    heading('actions'),
    bullets(actionsOf(input, words)),
    heading('questions'),
    told
      .questions()
      .map((question) => `- [ ] ${question}`)
      .join('\n'),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function impactOf({ incident, iso }: PostMortemInput, words: Words): string[] {
  const { openedAt, closedAt, closedBy, refusedFrom, refusedUntil, cause } = incident;
  const told = words.postMortem;
  const or = (at: EpochMs | null): string | null => (at === null ? null : iso(at));
  const seconds = refusedFrom === null || refusedUntil === null ? null : (refusedUntil - refusedFrom) / 1000;
  return [
    told.instance(incident.environment, markdownText(incident.address)),
    told.time(iso(openedAt), or(closedAt)),
    told.writes(or(refusedFrom), or(refusedUntil), seconds),
    told.failed(failedAttempts(incident)),
    ...(cause === null ? [] : [words.incident.cause(cause.kind, cause.confidence)]),
    ...(closedBy === null ? [] : [words.incident.closedBy(closedBy)]),
    told.addImpact,
  ];
}

/** Oldest first, as a person tells it. */
function rowsOf({ entries, isWhole, iso }: PostMortemInput, words: Words): string[] {
  const rows = entries.toReversed().map((entry) => rowOf(entry, iso));
  return [...(isWhole ? [] : [words.postMortem.left]), ...rows];
}

function rowOf({ from, to, actor, text, struck, auditSeq }: TimelineEntry, iso: PostMortemInput['iso']): string {
  const time = from === to ? iso(from) : `${iso(from)} – ${iso(to)}`;
  const place = auditSeq === null ? '' : `\\#${auditSeq} `;
  const who = actor === null ? '' : `${markdownText(actor.name)}: `;
  // A note may have several lines: they stay one row.
  const shown = text
    .split(/\r?\n/)
    .map(markdownText)
    .filter((line) => line !== '')
    .join(' / ');
  return `${time} ${place}${who}${struck ? `~~${shown}~~` : shown}`;
}

function detectionOf({ incident, entries, iso }: PostMortemInput, words: Words): string[] {
  const { already, openedFrom, openedAt } = incident;
  const told = words.postMortem;
  const seen = already ? told.already : told.seenWithin(Math.max(1, Math.ceil((openedAt - openedFrom) / 1000)));
  const first = entries.findLast((entry) => isByPerson(entry) && entry.to >= openedAt);
  const act = first === undefined ? told.noAct : told.firstAct(iso(first.to), (first.to - openedAt) / 1000);
  return [seen, act];
}

function isByPerson({ kind, actor }: TimelineEntry): boolean {
  return (kind === 'audit' || kind === 'note' || kind === 'step') && actor !== null && actor.kind !== 'system';
}

function actionsOf({ entries, iso }: PostMortemInput, words: Words): string[] {
  const rows = entries.toReversed().filter(({ kind, source }) => kind === 'audit' || source === 'outside');
  return rows.length === 0 ? [words.postMortem.noActions] : rows.map((entry) => rowOf(entry, iso));
}
