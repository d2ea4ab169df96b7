'use client';

import Link from 'next/link';
import { memo } from 'react';
import { number } from '@/lib/domain/text/format';
import type { Instance } from '@/lib/contracts/instance';
import { useFreshness } from '@/lib/swr/use-freshness';
import { useFirstStrings } from '../strings/use-strings';
import type { FirstStrings } from '../strings/en';
import { Ago, ReadAge } from '../ui/age';
import { printable } from '@/lib/domain/text/printable';
import { Cell } from '../ui/table';
import { Time } from '../ui/time';
import { StateLine, StateWord } from './state-line';
import { isOutOfSight } from './trouble';
import { useNear } from './use-near';

function GoodSave({ instance, isNear }: { instance: Instance; isNear: boolean }) {
  const strings = useFirstStrings();
  const at = instance.rdb.lastGoodSaveAt;
  if (at === null) return isOutOfSight(instance) ? strings.dash : strings.fleetTools.noSaveSeen;
  return (
    <>
      <Time at={at} /> <span className="ml-1 whitespace-nowrap text-muted">{isNear ? <Ago at={at} /> : null}</span>
    </>
  );
}

function Writes({ instance: { writes } }: { instance: Instance }) {
  const strings = useFirstStrings();
  const word = strings.fleetTools.writes[writes.availability];
  return writes.availability === 'rejected' ? <strong className="font-semibold text-tone">{word}</strong> : word;
}

function guardWord({ guard }: Instance, strings: FirstStrings): string {
  if (guard.value === null) return strings.dash;
  return (guard.value === 'yes' ? strings.guard.on : strings.guard.off).toLowerCase();
}

interface Props {
  instance: Instance;
  /** One of many: out of view nothing in it counts seconds. */
  isSkippable: boolean;
  /** It is in the first view. */
  isFirst: boolean;
}

/** One instance in a row. Facts from before it went out of sight are grey: they may be wrong now. */
export const FleetRow = memo(function FleetRow({ instance, isSkippable, isFirst }: Props) {
  const [row, isNear] = useNear<HTMLTableRowElement>(isFirst, isSkippable);
  const strings = useFirstStrings();
  const freshness = useFreshness(instance);
  const { columns } = strings.fleetTools;
  const { rdb } = instance;
  const grey = isOutOfSight(instance) || freshness !== 'fresh';
  return (
    <tr
      ref={row}
      role="row"
      data-instance={instance.id}
      data-state={instance.state}
      data-stale={freshness !== 'fresh'}
      className="hover:bg-soft"
    >
      <Cell name={columns.state} wide>
        {isNear ? (
          <StateLine instance={instance} size="compact" />
        ) : (
          <StateWord instance={instance} stale={freshness !== 'fresh' && instance.state !== 'unknown'} large={false} />
        )}
      </Cell>
      <Cell name={columns.name}>
        <Link
          href={`/instances/${instance.id}`}
          prefetch={false}
          className="rounded-sm font-semibold hover:underline hover:underline-offset-3"
        >
          {printable(instance.name)}
        </Link>
        {instance.environment === 'production' ? null : (
          <span className="ml-2 text-[0.75rem] text-muted">{instance.environment}</span>
        )}
      </Cell>
      <Cell name={columns.address} muted>
        <span className="font-mono text-[0.75rem]">{printable(instance.address)}</span>
      </Cell>
      <Cell name={columns.writes} label muted={grey}>
        <Writes instance={instance} />
      </Cell>
      <Cell name={columns.changes} label mono right muted={grey}>
        {rdb.changesSinceLastSave === null ? strings.dash : number(rdb.changesSinceLastSave)}
      </Cell>
      <Cell name={columns.saved} label muted={grey}>
        <GoodSave instance={instance} isNear={isNear} />
      </Cell>
      <Cell name={columns.guard} label muted={grey}>
        {guardWord(instance, strings)}
        {instance.guard.approval === null ? null : ` · ${strings.approval.short}`}
      </Cell>
      <Cell name={columns.read} muted>
        <span className="whitespace-nowrap">
          {isNear ? <ReadAge instanceId={instance.id} observedAt={instance.observedAt} /> : null}
        </span>
      </Cell>
    </tr>
  );
});
