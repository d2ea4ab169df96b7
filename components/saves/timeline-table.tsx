import Link from 'next/link';
import type { Save, TimelineEvent } from '@/lib/contracts/save';
import { StateGlyph } from '../instances/state-glyph';
import { strings } from '../strings';
import { printable } from '../ui/format';
import { Cell, Table } from '../ui/table';
import { Time } from '../ui/time';
import { Copied, hasWhy, Took, Trigger, When, Why } from './save-cells';
import { SaveOutcome } from './save-outcome';
import type { TimelineRow } from './timeline';

const { columns } = strings.saves;

function SaveRow({ save, instanceName }: { save: Save; instanceName: string | null }) {
  return (
    <tr id={save.id}>
      <Cell name={columns.outcome}>
        <SaveOutcome save={save} />
      </Cell>
      {instanceName === null ? null : (
        <Cell name={columns.instance}>
          <Link href={`/instances/${save.instanceId}`} className="underline decoration-edge underline-offset-2">
            {printable(instanceName)}
          </Link>
        </Cell>
      )}
      <Cell name={columns.started}>
        <When save={save} />
      </Cell>
      <Cell name={columns.took} label mono>
        <Took save={save} />
      </Cell>
      <Cell name={columns.trigger} label>
        <Trigger save={save} />
      </Cell>
      <Cell name={columns.copied} label mono right>
        <Copied save={save} />
      </Cell>
      <Cell name={columns.cause} wide={hasWhy(save)}>
        {hasWhy(save) ? <Why save={save} /> : null}
      </Cell>
      <Cell name={columns.source} label muted>
        {strings.saves.source[save.source]}
      </Cell>
    </tr>
  );
}

function EventRow({ event }: { event: TimelineEvent }) {
  const isGap = event.kind === 'gap';
  return (
    <tr id={event.id}>
      <Cell name={columns.outcome}>
        <span className="inline-flex items-center gap-2 whitespace-nowrap">
          {isGap ? (
            <StateGlyph state="unknown" className="size-4 shrink-0" />
          ) : (
            <span className="mx-1.5 h-4 w-px bg-ink" />
          )}
          <span className="font-medium">{isGap ? strings.saves.noData : strings.saves.event}</span>
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
      <Cell name={strings.saves.event} span={5}>
        {printable(event.message)}
      </Cell>
    </tr>
  );
}

/** Saves, and what else happened between them. `names` is given where rows of several instances stand together. */
export function TimelineTable({
  rows,
  names,
}: {
  rows: readonly TimelineRow[];
  names?: Readonly<Record<string, string>>;
}) {
  const heads = [
    { text: columns.outcome },
    ...(names === undefined ? [] : [{ text: columns.instance }]),
    { text: columns.started },
    { text: columns.took },
    { text: columns.trigger },
    { text: columns.copied, right: true },
    { text: columns.cause },
    { text: columns.source },
  ];
  return (
    <Table caption={strings.saves.caption} heads={heads}>
      {rows.map((row) =>
        row.kind === 'event' ? (
          <EventRow key={`event ${row.event.id}`} event={row.event} />
        ) : (
          <SaveRow
            key={`save ${row.save.id}`}
            save={row.save}
            instanceName={names === undefined ? null : (names[row.save.instanceId] ?? row.save.instanceId)}
          />
        ),
      )}
    </Table>
  );
}
