import type { Strings } from '../strings/en';
import { useStrings } from '../strings/use-strings';
import { Table } from '../ui/table';
import { useTimeHeading } from '../ui/time';
import { EventRow } from './event-row';
import type { FoldedRow } from './fold';
import { RepeatedRows } from './repeated-rows';
import { SaveRow } from './save-row';
import { rowId } from './seek';
import { useOpenRows } from './use-open-rows';

interface Props {
  rows: readonly FoldedRow[];
  /** Given where rows of several instances stand together. */
  names?: Readonly<Record<string, string>>;
  /** The ids of the rows that were asked for. */
  marked?: readonly string[];
  /** The save that the address leads to. */
  linked?: string | null;
}

function headsOf(isFleet: boolean, started: string, strings: Strings) {
  const { columns } = strings.saves;
  return [
    { text: columns.outcome },
    ...(isFleet ? [{ text: columns.instance }] : []),
    { text: started },
    { text: columns.took },
    { text: columns.trigger },
    { text: columns.copied, right: true },
    { text: columns.cause },
    { text: columns.source },
  ];
}

/** Saves, and what else happened between them; failures that repeat are one row. */
export function TimelineTable({ rows, names, marked = [], linked = null }: Props) {
  const strings = useStrings();
  const started = useTimeHeading(strings.saves.columns.started);
  const { isOpen, toggle } = useOpenRows(linked);
  const ids = new Set(marked);
  const nameOf = (instanceId: string): string | null =>
    names === undefined ? null : (names[instanceId] ?? instanceId);
  const render = (row: FoldedRow) => {
    const key = `${row.kind} ${rowId(row)}`;
    if (row.kind === 'event') return <EventRow key={key} event={row.event} isMarked={ids.has(row.event.id)} />;
    if (row.kind === 'save') {
      const { save } = row;
      return <SaveRow key={key} save={save} instanceName={nameOf(save.instanceId)} isMarked={ids.has(save.id)} />;
    }
    return (
      <RepeatedRows
        key={key}
        row={row}
        instanceName={nameOf(row.saves[0]?.instanceId ?? '')}
        marked={ids}
        isOpen={isOpen(row)}
        onToggle={() => toggle(row)}
      />
    );
  };
  return (
    <Table caption={strings.saves.caption} heads={headsOf(names !== undefined, started, strings)}>
      {rows.map(render)}
    </Table>
  );
}
