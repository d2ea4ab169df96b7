import type { ReactNode } from 'react';
import { number } from '@/lib/domain/text/format';
import type { Instance } from '@/lib/contracts/instance';
import type { Strings } from '../strings/en';
import { useStrings } from '../strings/use-strings';
import { Ago } from '../ui/age';
import { Facts, Sentences, type FactRow } from '../ui/facts';
import { printable } from '@/lib/domain/text/printable';
import { Time } from '../ui/time';
import { groupFact } from './group-label';
import { roleName, softwareName } from './identity';
import { observerRow } from './observer-fact';
import { Panel } from './panel';
import { RawInfo } from './raw-info';

function unknown(reason: string | null, strings: Strings): string {
  return `${strings.dash} ${reason === null ? strings.unknown : printable(reason)}`;
}

function savePointsText({ rdb }: Instance, strings: Strings): string {
  if (rdb.savePoints === null) return unknown(rdb.savePointsReason, strings);
  return rdb.savePoints.length === 0
    ? strings.instance.noSavePoints
    : rdb.savePoints.map(strings.format.savePoint).join(' · ');
}

function aofText({ aof }: Instance, strings: Strings): string {
  if (aof.enabled === null) return unknown(null, strings);
  if (!aof.enabled) return strings.instance.aofOff;
  const parts: string[] = [strings.instance.aofOn];
  if (aof.lastWriteStatus !== null) parts.push(`${strings.instance.aofWrite} ${aof.lastWriteStatus}`);
  if (aof.lastRewriteStatus !== null) parts.push(`${strings.instance.aofRewrite} ${aof.lastRewriteStatus}`);
  return parts.join(' · ');
}

function replicationText({ replication, server }: Instance, strings: Strings): string | null {
  if (server.role === 'replica') {
    const link =
      replication.linkUp === null
        ? unknown(null, strings)
        : replication.linkUp
          ? strings.instance.linkUp
          : strings.instance.linkDown;
    const lag =
      replication.lagSeconds === null
        ? ''
        : ` · ${strings.instance.lag(strings.format.duration(replication.lagSeconds))}`;
    return `${replication.primaryAddress === null ? unknown(null, strings) : printable(replication.primaryAddress)} · ${link}${lag}`;
  }
  return replication.connectedReplicas === null ? null : number(replication.connectedReplicas);
}

function Moment({ at }: { at: string }) {
  const strings = useStrings();
  return (
    <>
      <Time at={at} />
      {strings.comma}
      <Ago at={at} />
    </>
  );
}

function LastSave({ rdb }: Instance, strings: Strings): ReactNode {
  if (rdb.lastGoodSaveAt !== null) return <Moment at={rdb.lastGoodSaveAt} />;
  return `${strings.dash} ${rdb.lastGoodSaveReason === null ? strings.instance.lastSaveNone : printable(rdb.lastGoodSaveReason)}`;
}

/** What a restart does with settings that were set while Redis ran. */
function driftRow({ drift }: Instance, strings: Strings): FactRow {
  if (drift.length === 0) return null;
  const lines = drift.map(({ message }) => printable(message));
  return [strings.instance.setLater, <Sentences key="drift" lines={lines} />];
}

/** What this server does not let Savepoint use, and what to do in place of it. */
function withheldRow({ withheld }: Instance, strings: Strings): FactRow {
  if (withheld.length === 0) return null;
  const lines = withheld.map(({ message }) => printable(message));
  return [strings.instance.withheld, <Sentences key="withheld" lines={lines} />];
}

function rowsOf(instance: Instance, strings: Strings): FactRow[] {
  const words = strings.instance;
  const { server, rdb, origin } = instance;
  const tags = Object.entries(instance.tags).map(([key, value]) => `${key}: ${value}`);
  const group = groupFact(instance, strings);
  const where = origin.where === null ? '' : ` ${printable(origin.where)}`;
  return [
    [words.software, softwareName(instance) ?? unknown(null, strings)],
    [words.role, roleName(instance, strings) ?? unknown(null, strings)],
    group === null ? null : [strings.group.title, group],
    [
      server.role === 'replica' ? words.follows : words.replicas,
      replicationText(instance, strings) ?? unknown(null, strings),
    ],
    [
      words.startedAt,
      server.startedAt === null ? unknown(null, strings) : <Moment key="started" at={server.startedAt} />,
    ],
    server.clock.message === null ? null : [words.clock, printable(server.clock.message)],
    [words.savePoints, savePointsText(instance, strings)],
    driftRow(instance, strings),
    [words.lastStatus, rdb.lastStatus ?? unknown(null, strings)],
    [words.lastSave, LastSave(instance, strings)],
    [
      words.took,
      rdb.lastDurationSeconds === null ? unknown(null, strings) : strings.format.duration(rdb.lastDurationSeconds),
    ],
    [words.copied, rdb.lastCowBytes === null ? unknown(null, strings) : strings.format.bytes(rdb.lastCowBytes)],
    [words.aof, aofText(instance, strings)],
    observerRow(instance, strings),
    withheldRow(instance, strings),
    tags.length === 0 ? null : [words.tags, printable(tags.join(', '))],
    [words.origin, `${words.originKind[origin.kind]}${where}`],
  ];
}

/** What the server is and how it is set, each fact known or with its reason. */
export function ServerFacts({ instance }: { instance: Instance }) {
  const strings = useStrings();
  return (
    <Panel id="server" title={strings.instance.server}>
      <Facts className="text-[0.8125rem]" rows={rowsOf(instance, strings)} />
      <RawInfo instanceId={instance.id} />
    </Panel>
  );
}
