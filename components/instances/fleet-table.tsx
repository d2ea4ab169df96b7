'use client';

import type { Instance } from '@/lib/contracts/instance';
import { useStrings } from '../strings/use-strings';
import type { Strings } from '../strings/en';
import type { Head } from '../ui/table';
import { Table } from '../ui/table';
import type { Sort } from './fleet-query';
import { FleetRow } from './fleet-row';
import type { QueryControl } from './use-fleet-query';

type Column = keyof Strings['fleetTools']['columns'];

const COLUMNS: readonly Column[] = ['state', 'name', 'address', 'writes', 'changes', 'saved', 'guard', 'read'];
const SORTED: Partial<Record<Column, { sort: Sort; direction: NonNullable<Head['sorted']> }>> = {
  state: { sort: 'worst', direction: 'descending' },
  name: { sort: 'name', direction: 'ascending' },
  changes: { sort: 'changes', direction: 'descending' },
  saved: { sort: 'saved', direction: 'ascending' },
};

/** The fleet in rows, for when it is large. What it is sorted by is in the address. */
export function FleetTable({ instances, control }: { instances: readonly Instance[]; control: QueryControl }) {
  const strings = useStrings();
  if (instances.length === 0) return null;
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
      {instances.map((instance) => (
        <FleetRow key={instance.id} instance={instance} />
      ))}
    </Table>
  );
}
