import type { RegisteredGroup } from '../../lib/domain/group/group';
import type { Credentials } from '../../lib/domain/instance/instance';

const NOBODY: Credentials = { username: null, password: null };

const COMMON: RegisteredGroup['common'] = {
  observer: NOBODY,
  operator: NOBODY,
  environment: 'production',
  expectedGuard: 'yes',
  tags: { team: 'checkout' },
};

/** The Sentinel group `shop` as savepoint.yaml registers it, told of by who listens on these ports. */
export function aSentinelGroup(ports: readonly number[], changed: Partial<RegisteredGroup> = {}): RegisteredGroup {
  return {
    name: 'shop',
    kind: 'sentinel',
    master: 'orders',
    nodes: ports.map((port) => ({ kind: 'tcp', host: '127.0.0.1', port, tls: false })),
    asker: NOBODY,
    askedBy: {},
    tls: false,
    map: new Map(),
    byHostname: false,
    common: COMMON,
    path: '/etc/savepoint.yaml',
    line: 2,
    ...changed,
  };
}

/** The cluster `cache`, told of by the nodes on these ports. */
export function aClusterGroup(ports: readonly number[], changed: Partial<RegisteredGroup> = {}): RegisteredGroup {
  return aSentinelGroup(ports, { name: 'cache', kind: 'cluster', master: null, ...changed });
}

/** The id of the node on this port of this machine. */
export function idOn(port: number, group = 'shop'): string {
  return `${group}-127-0-0-1-${port}`;
}
