import type { LucideIcon } from 'lucide-react';
import { Check, ClipboardList, Diamond, Eraser, Hand, HardDrive, StickyNote } from 'lucide-react';
import type { IncidentEntry } from '@/lib/contracts/incident';
import type { InstanceStateName } from '@/lib/contracts/instance';
import { printable } from '@/lib/domain/text/printable';
import { StateGlyph } from '../instances/state-glyph';
import { useStrings } from '../strings/use-strings';
import { Time } from '../ui/time';
import { StrikeNote } from './strike-note';

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

/** When: an instant, or the interval in which it happened. */
function When({ entry }: { entry: IncidentEntry }) {
  if (entry.from === entry.to) return <Time at={entry.to} />;
  return (
    <>
      <Time at={entry.from} zone={false} />
      {' – '}
      <Time at={entry.to} />
    </>
  );
}

/** One row of the timeline of an incident: when, what, by whom, and how it is known. */
export function TimelineEntry({
  number,
  entry,
  mayStrike,
}: {
  number: number;
  entry: IncidentEntry;
  mayStrike: boolean;
}) {
  const words = useStrings().incidents;
  const { kind, noteId, struck, actor } = entry;
  return (
    <li className="grid grid-cols-[1.25rem_minmax(0,1fr)] gap-x-2.5 border-t border-line py-2.5 text-[0.8125rem]">
      <span className="mt-0.5 text-muted">
        <Mark kind={kind} />
      </span>
      <div className="min-w-0 space-y-0.5">
        <p className="text-[0.75rem] text-muted">
          <strong className="font-semibold text-ink">{words.kind[kind]}</strong> · <When entry={entry} />
          {actor === null ? '' : ` · ${printable(actor.name)}`}
          {kind === 'note' ? '' : ` · ${words.source[entry.source]}`}
          {entry.auditSeq === null ? '' : ` · #${entry.auditSeq}`}
          {struck ? ` · ${words.struck}` : ''}
        </p>
        <p className="break-words whitespace-pre-wrap">
          {struck ? <s>{printable(entry.text)}</s> : printable(entry.text)}
        </p>
        {noteId === null || struck || !mayStrike ? null : (
          <StrikeNote number={number} noteId={noteId} text={entry.text} />
        )}
      </div>
    </li>
  );
}
