'use client';

import { Fragment, memo, useEffect, type ReactNode } from 'react';
import type { Instance } from '@/lib/contracts/instance';
import { useFirstStrings } from '../strings/use-strings';
import type { FirstStrings } from '../strings/en';
import type { Head } from '../ui/table';
import { Cell, Table } from '../ui/table';
import { MANY } from './fleet-filter';
import type { Shelf } from './fleet-places';
import type { Sort } from './fleet-query';
import { FleetRow } from './fleet-row';
import { forgetShown } from './use-gradually';
import type { QueryControl } from './use-fleet-query';

type Column = keyof FirstStrings['fleetTools']['columns'];

const COLUMNS: readonly Column[] = ['state', 'name', 'address', 'writes', 'changes', 'saved', 'guard', 'read'];
const SORTED: Partial<Record<Column, { sort: Sort; direction: NonNullable<Head['sorted']> }>> = {
  state: { sort: 'worst', direction: 'descending' },
  name: { sort: 'name', direction: 'ascending' },
  changes: { sort: 'changes', direction: 'descending' },
  saved: { sort: 'saved', direction: 'ascending' },
};

interface Props {
  shelves: readonly Shelf<Instance>[];
  /** What stands over each of them; null where nothing is grouped. */
  headingOf: ((shelf: Shelf<Instance>, id: string) => ReactNode) | null;
  control: QueryControl;
}

/** The fleet in rows, for when it is large. What it is sorted and grouped by is in the address. */
export const FleetTable = memo(function FleetTable({ shelves, headingOf, control }: Props) {
  const strings = useFirstStrings();
  useEffect(forgetShown, []);
  if (shelves.length === 0) return null;
  const isMany = shelves.reduce((sum, { compact }) => sum + compact.length, 0) > MANY;
  const { columns, table } = strings.fleetTools;
  const heads = COLUMNS.map((column): Head => {
    const by = SORTED[column];
    if (by === undefined) return { text: columns[column] };
    return {
      text: columns[column],
      right: column === 'changes',
      sorted: control.query.sort === by.sort ? by.direction : 'none',
      onSort: () => control.choose({ sort: by.sort }),
    };
  });
  return (
    <Table caption={table} heads={heads}>
      {shelves.map((shelf, index) => (
        <Fragment key={`=${shelf.value ?? '='}`}>
          {headingOf === null ? null : (
            <tr role="row">
              <Cell name={columns.state} span={COLUMNS.length}>
                {headingOf(shelf, `group-${index}`)}
              </Cell>
            </tr>
          )}
          {shelf.compact.map((instance, row) => (
            <FleetRow key={instance.id} instance={instance} isSkippable={isMany} isFirst={index === 0 && row < MANY} />
          ))}
        </Fragment>
      ))}
    </Table>
  );
});
