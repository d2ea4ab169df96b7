import 'server-only';
import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import type { OutboundRules } from '../domain/instance/outbound';
import type { SentinelAnswer } from '../domain/group/sentinel-answers';
import { askCluster, type ClusterTold } from './cluster';
import { mayConnectBy } from './outbound';
import type { RedisTarget, Timeouts } from './redis';
import { askSentinel, type Told } from './sentinel';
import { Wire } from './wire';

export type { ClusterTold } from './cluster';
export type { Told } from './sentinel';

/** Somebody who knows which nodes belong together; connects when asked, and is never asked for anything that changes. */
export interface Announcer {
  sentinel(master: string): Promise<Told<SentinelAnswer>>;
  cluster(byHostname: boolean): Promise<Told<ClusterTold>>;
  close(): void;
}

/** How those are reached, and what they announce is judged. */
export interface Announcing {
  open(target: RedisTarget, timeouts: Timeouts): Announcer;
  /** May a connection go there? A name is looked up; one that leads nowhere is let through: its card tells that. */
  mayReach(host: string, port: number): Promise<boolean>;
}

/** The same rules hold for who is asked and for what is announced, as for every other connection. */
export function announcingBy(rules: OutboundRules): Announcing {
  const mayConnect = mayConnectBy(rules);
  return {
    open: (target, timeouts) => {
      const wire = new Wire(target, timeouts, mayConnect);
      return {
        sentinel: (master) => askSentinel(wire, target, master),
        cluster: (byHostname) => askCluster(wire, target, byHostname),
        close: () => wire.close(),
      };
    },
    mayReach: async (host, port) => {
      if (isIP(host) !== 0) return mayConnect(host, port);
      const found = await lookup(host, { all: true }).catch(() => []);
      return found.length === 0 || found.some(({ address }) => mayConnect(address, port));
    },
  };
}
