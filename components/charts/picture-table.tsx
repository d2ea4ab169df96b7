'use client';

import { useState } from 'react';
import type { Picture, PictureColumn } from '@/lib/contracts/picture';
import { number } from '@/lib/domain/text/format';
import { useStrings } from '../strings/use-strings';
import { Cell, Table } from '../ui/table';
import { columnsByIndex, indexAt } from './axis';
import { forkTime, restOf, spanText } from './picture-text';

/** The figures of the picture for those who do not see it, and for those who want to read them. */
export function PictureTable({ picture }: { picture: Picture }) {
  const strings = useStrings();
  const [isOpen, setOpen] = useState(false);
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)} className="text-[0.8125rem]">
      <summary className="touch inline-flex items-center text-muted underline decoration-edge underline-offset-2 hover:text-ink">
        {strings.picture.table}
      </summary>
      {isOpen ? <Facts picture={picture} /> : null}
    </details>
  );
}

/** The most changes of each column. */
function changesByIndex(picture: Picture): ReadonlyMap<number, number> {
  const most = new Map<number, number>();
  for (const { at, most: changes } of picture.changes ?? []) {
    const index = indexAt(picture, at);
    most.set(index, Math.max(most.get(index) ?? 0, changes));
  }
  return most;
}

function Facts({ picture }: { picture: Picture }) {
  const strings = useStrings();
  const words = strings.picture;
  const changes = changesByIndex(picture);
  const rows = columnsByIndex(picture)
    .map((column, index) => ({ column, index, changes: changes.get(index) ?? null }))
    .filter(({ column, changes: most }) => column !== undefined || most !== null)
    .reverse();
  return (
    <div className="mt-2">
      <Table
        caption={words.tableCaption(words.title[picture.range])}
        heads={Object.values(words.heads).map((text) => ({ text }))}
      >
        {rows.map(({ column, index, changes: most }) => (
          <tr key={index}>
            <Cell name={words.heads.time} mono>
              {spanText(picture, index, strings)}
            </Cell>
            <Attempts column={column} />
            <Cell name={words.heads.changes} label mono>
              {most === null ? strings.dash : number(most)}
            </Cell>
            <Cell name={words.heads.rest}>
              {column === undefined ? '' : restOf(column, picture.columnSeconds, strings)}
            </Cell>
          </tr>
        ))}
      </Table>
    </div>
  );
}

/** Where nobody watched for the whole time, nothing is known: no figure stands there, not even 0. */
function Attempts({ column }: { column: PictureColumn | undefined }) {
  const strings = useStrings();
  const { heads } = strings.picture;
  const isKnown = column === undefined || column.unwatched < 1;
  const seconds = column?.longestSeconds ?? null;
  const copied = column?.mostCopiedBytes ?? null;
  const fork = column?.longestForkMilliseconds ?? null;
  return (
    <>
      {(['saved', 'failed', 'cancelled', 'unknown'] as const).map((kind) => {
        const amount = column?.[kind] ?? 0;
        return (
          <Cell key={kind} name={heads[kind]} label mono>
            {amount === 0 && !isKnown ? strings.dash : number(amount)}
          </Cell>
        );
      })}
      <Cell name={heads.longest} label mono>
        {seconds === null ? strings.dash : strings.format.duration(seconds)}
      </Cell>
      <Cell name={heads.copied} label mono>
        {copied === null ? strings.dash : strings.format.bytes(copied)}
      </Cell>
      <Cell name={heads.fork} label mono>
        {fork === null ? strings.dash : forkTime(fork, strings.picture)}
      </Cell>
    </>
  );
}
