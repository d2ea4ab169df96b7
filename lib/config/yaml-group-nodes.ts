import 'server-only';
import type { GroupKind } from '../domain/group/group-of';
import type { Credentials } from '../domain/instance/instance';
import { FieldReader } from './field-reader';
import { parseRedisUrl } from './redis-url';
import type { EntryContext } from './yaml-entry';
import type { YamlField } from './yaml-node';
import { readTlsAsked, type TlsAsked, type Where } from './yaml-reach';

/** Who tells which nodes belong together, and as whom they are asked. */
export interface Asked {
  readonly kind: GroupKind;
  readonly master: string | null;
  readonly endpoints: readonly { readonly kind: 'tcp'; readonly host: string; readonly port: number }[];
  readonly asker: Credentials;
  /** Where it says nothing: as towards the nodes. */
  readonly tls: TlsAsked;
  /** Null: where there is TLS, because a certificate names a host. */
  readonly byHostname: boolean | null;
}

const FIELDS: Readonly<Record<GroupKind, readonly string[]>> = {
  sentinel: ['master', 'nodes', 'username', 'password', 'tls', 'hostnames'],
  cluster: ['nodes', 'hostnames'],
};
const PORTS: Readonly<Record<GroupKind, number>> = { sentinel: 26_379, cluster: 6379 };
const NODE = /^(?:\[[0-9a-f:.]+\]|[^\s@/?#:[\]]+)(?::\d{1,5})?$/i;

/** Reads `sentinel` or `cluster`; what is wrong with it is added to the problems of `reader`, and then it is null. */
export function readAsked(
  reader: FieldReader,
  line: number,
  context: Pick<EntryContext, 'place' | 'env'> & { readonly where: Where },
  observer: Credentials,
): Asked | null {
  const kinds = (['sentinel', 'cluster'] as const).filter((kind) => reader.find(kind) !== undefined);
  const [kind] = kinds;
  if (kind === undefined || kinds.length > 1) {
    reader.wrong(line, null, 'A group is found through “sentinel” or through “cluster”: it has one of the two.');
    return null;
  }
  const fields = reader.map(kind) ?? [];
  const inner = new FieldReader(fields, FIELDS[kind], context);
  const own = tlsOf(inner, kind, context.where);
  const asked = { ...askedOf(inner, kind, reader.find(kind)?.line ?? line, observer), tls: own };
  for (const { line: at, field, message } of inner.problems) {
    reader.wrong(at, field === null ? kind : `${kind}.${field}`, message);
  }
  return inner.problems.length > 0 ? null : asked;
}

/** Sentinels may speak TLS otherwise than the servers; the nodes of a cluster are the servers. */
function tlsOf(reader: FieldReader, kind: GroupKind, where: Where): TlsAsked {
  return kind === 'cluster' ? { isOn: null } : readTlsAsked(reader, (line, field) => where(line, `${kind}.${field}`));
}

function askedOf(reader: FieldReader, kind: GroupKind, line: number, observer: Credentials): Omit<Asked, 'tls'> {
  const text = (key: string): string | null => reader.text(reader.find(key), key) || null;
  const master = kind === 'sentinel' ? masterOf(reader, line) : null;
  const asker = kind === 'sentinel' ? { username: text('username'), password: text('password') } : observer;
  const endpoints = nodesOf(reader, kind, line);
  const hostnames = reader.choice('hostnames', ['yes', 'no']);
  return { kind, master, endpoints, asker, byHostname: hostnames === null ? null : hostnames === 'yes' };
}

/** As Sentinel takes one: a name with anything else cannot be monitored. */
function masterOf(reader: FieldReader, line: number): string | null {
  const field = reader.find('master');
  const master = reader.text(field, 'master');
  if (master !== null && /^[A-Za-z0-9._-]+$/.test(master)) return master;
  reader.wrong(
    field?.line ?? line,
    'master',
    'Give the name that the Sentinels know the primary by, such as mymaster.',
  );
  return null;
}

function nodesOf(reader: FieldReader, kind: GroupKind, line: number): Asked['endpoints'] {
  const field = reader.find('nodes');
  const items = reader.list(field) ?? [];
  if (items.length === 0)
    reader.wrong(field?.line ?? line, 'nodes', 'Give at least one address in a list: [HOST:PORT].');
  return items.flatMap((item) => nodeOf(reader, item, PORTS[kind]));
}

function nodeOf(reader: FieldReader, item: YamlField, otherwise: number): Asked['endpoints'] {
  const text = reader.text(item, 'nodes');
  const whole = text !== null && /:\d+$/.test(text) ? text : `${text ?? ''}:${otherwise}`;
  const url = text !== null && NODE.test(text) ? parseRedisUrl(`redis://${whole}`) : null;
  if (url?.ok === true && url.address.endpoint.kind === 'tcp') {
    const { host, port } = url.address.endpoint;
    return [{ kind: 'tcp', host, port }];
  }
  reader.wrong(item.line, 'nodes', 'An address is written as HOST:PORT, without a user and a password.');
  return [];
}
