import type { LucideIcon } from 'lucide-react';
import { Check, ClipboardList, Diamond, Eraser, Hand, HardDrive, StickyNote } from 'lucide-react';
import type { IncidentEntry } from '@/lib/contracts/incident';
import type { InstanceStateName } from '@/lib/contracts/instance';
import { printable } from '@/lib/domain/text/printable';
import { StateGlyph } from '../instances/state-glyph';
import type { Strings } from '../strings/en';
import { useStrings } from '../strings/use-strings';
import { Time } from '../ui/time';
import { StrikeNote } from './strike-note';

interface Props {
  number: number;
  entry: IncidentEntry;
  /** Its times need them: another row is of the same second. */
  milliseconds: boolean;
  mayStrike: boolean;
}

const STATES: Partial<Record<IncidentEntry['kind'], InstanceStateName>> = {
  opened: 'rejecting-writes',
  closed: 'saved',
  gap: 'unknown',
};

const ICONS: Partial<Record<IncidentEntry['kind'], LucideIcon>> = {
  save: HardDrive,
  failures: HardDrive,
  event: Diamond,
  audit: Hand,
  note: StickyNote,
  step: ClipboardList,
  deleted: Eraser,
};

/** A shape for each kind; the word stands beside it. */
function Mark({ kind }: { kind: IncidentEntry['kind'] }) {
  const state = STATES[kind];
  if (state !== undefined) return <StateGlyph state={state} className="size-4" />;
  const Icon = ICONS[kind] ?? Check;
  return <Icon aria-hidden className="size-4" />;
}

/** When: an instant, or the interval in which it happened. The heading names UTC. */
function When({ entry: { from, to }, milliseconds }: Pick<Props, 'entry' | 'milliseconds'>) {
  if (from === to) return <Time at={to} zone={false} milliseconds={milliseconds} />;
  return (
    <>
      <Time at={from} zone={false} milliseconds={milliseconds} />
      {' – '}
      <Time at={to} zone={false} milliseconds={milliseconds} />
    </>
  );
}

/** One row of the timeline of an incident: when, what, by whom, and how it is known. */
export function TimelineEntry({ number, entry, milliseconds, mayStrike }: Props) {
  const words = useStrings().incidents;
  const { kind, noteId, struck } = entry;
  const about = aboutOf(entry, words);
  return (
    <li className="grid grid-cols-[1.25rem_minmax(0,1fr)_auto] gap-x-2 border-t border-line py-2 text-[0.8125rem]">
      <span className="mt-0.5 text-muted">
        <Mark kind={kind} />
      </span>
      <div className="min-w-0 @3xl:grid @3xl:grid-cols-[minmax(0,22rem)_minmax(0,1fr)] @3xl:gap-x-4">
        <p className="text-[0.75rem] leading-[1.1875rem] text-muted">
          <When entry={entry} milliseconds={milliseconds} />{' '}
          <strong className="font-semibold text-ink">{words.kind[kind]}</strong>
          {about.map((part) => ` · ${part}`).join('')}
        </p>
        <p className="break-words whitespace-pre-wrap">
          {struck ? <s>{printable(entry.text)}</s> : printable(entry.text)}
        </p>
      </div>
      {noteId === null || struck || !mayStrike ? null : (
        <div className="-my-1.5">
          <StrikeNote number={number} noteId={noteId} text={entry.text} />
        </div>
      )}
    </li>
  );
}

/** By whom, how it is known, and its place in the audit; nothing that its kind or another part says already. */
function aboutOf({ kind, actor, source, auditSeq, struck }: IncidentEntry, words: Strings['incidents']): string[] {
  const isSavepoint = source === 'savepoint';
  return [
    ...(actor === null || isSavepoint ? [] : [printable(actor.name)]),
    ...(kind === 'note' || kind === 'step' ? [] : [words.source[source]]),
    ...(auditSeq === null ? [] : [`#${auditSeq}`]),
    ...(struck ? [words.struck] : []),
  ];
}
