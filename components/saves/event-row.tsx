import type { TimelineEvent } from '@/lib/contracts/save';
import { StateGlyph } from '../instances/state-glyph';
import { useStrings } from '../strings/use-strings';
import { printable } from '@/lib/domain/text/printable';
import { Cell } from '../ui/table';
import { Time } from '../ui/time';
import { RowFrame } from './row-frame';

/** What happened besides saves; a gap in watching has the shape of what is not known. */
export function EventRow({ event, isMarked }: { event: TimelineEvent; isMarked: boolean }) {
  const strings = useStrings();
  const { columns, noData, event: word } = strings.saves;
  const isGap = event.kind === 'gap';
  return (
    <RowFrame id={event.id} isMarked={isMarked}>
      <Cell name={columns.outcome}>
        <span className="inline-flex items-center gap-2 whitespace-nowrap">
          {isGap ? (
            <StateGlyph state="unknown" className="size-4 shrink-0" />
          ) : (
            <span className="mx-1.5 h-4 w-px bg-ink" />
          )}
          <span className="font-medium">{isGap ? noData : word}</span>
        </span>
      </Cell>
      <Cell name={columns.started}>
        <Time at={event.from} zone={false} />
        {event.from === event.to ? null : (
          <>
            {' – '}
            <Time at={event.to} zone={false} />
          </>
        )}
      </Cell>
      <Cell name={word} span={5}>
        {printable(event.message)}
      </Cell>
    </RowFrame>
  );
}
