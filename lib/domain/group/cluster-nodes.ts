import type { Role } from '../observation/observation';
import { announcedAddress } from './announced-address';
import type { AnnouncedNode } from './group';

const MOST_RANGES = 8;
const RANGE = /^\d{1,5}(-\d{1,5})?$/;

/** What a node of a cluster says of all of them. */
export interface ClusterAnswer {
  readonly nodes: readonly AnnouncedNode[];
  /** Lines that name no address: of who just left, or nonsense. */
  readonly unreadable: number;
}

interface Line {
  readonly id: string;
  readonly address: { readonly host: string; readonly port: number } | null;
  readonly flags: readonly string[];
  readonly primary: string;
  readonly slots: readonly string[];
}

/**
 * The nodes in the text of CLUSTER NODES: `id ip:port@bus[,name[,aux]] flags primary ping pong epoch link slots…`, a line each, in all
 * releases (redis.io/docs/latest/commands/cluster-nodes). `asked` is who sent it: a node that does not know its own address leaves it
 * empty. Null where the text is none of that. `byHostname`: a name counts more than the address beside it (7.0+).
 */
export function clusterNodes(text: string, asked: string, byHostname: boolean): ClusterAnswer | null {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const read = lines.map((line) => lineOf(line.trim(), asked, byHostname));
  const known = read.filter((line) => line !== null);
  if (known.length === 0) return null;
  const slotsOf = new Map(known.map(({ id, slots }) => [id, slotsText(slots)]));
  const counted = known.filter(({ flags }) => !flags.includes('handshake') && !flags.includes('noaddr'));
  const nodes = counted.flatMap(({ id, address, flags, primary }) => {
    const role = roleOf(flags);
    if (address === null) return [];
    return [{ ...address, role, slots: slotsOf.get(role === 'replica' ? primary : id) ?? null }];
  });
  return { nodes, unreadable: lines.length - known.length + counted.length - nodes.length };
}

function lineOf(line: string, asked: string, byHostname: boolean): Line | null {
  const [id = '', where = '', flags = '', primary = '', , , , link, ...slots] = line.split(' ');
  if (!/^[0-9a-f]{40}$/.test(id) || link === undefined) return null;
  const [place = '', name = ''] = where.split(',');
  const [, ip = '', port = ''] = /^(.*):(\d+)(?:@\d+)?$/.exec(place) ?? [];
  const named = flags.split(',');
  const self = named.includes('myself') ? asked : '';
  // Of `name=value` (7.2+) none is a host.
  const host = (byHostname && announcedAddress(name, port) !== null ? name : ip) || self;
  return { id, address: announcedAddress(host, port), flags: named, primary, slots };
}

function roleOf(flags: readonly string[]): Role | null {
  if (flags.includes('slave') || flags.includes('replica')) return 'replica';
  return flags.includes('master') ? 'master' : null;
}

/** What migrates stands in brackets, and is still its own until it has moved. */
function slotsText(slots: readonly string[]): string | null {
  const ranges = slots.filter((range) => RANGE.test(range));
  if (ranges.length === 0) return null;
  const more = ranges.length - MOST_RANGES;
  return [...ranges.slice(0, MOST_RANGES), ...(more > 0 ? [`+${more}`] : [])].join(' ');
}
