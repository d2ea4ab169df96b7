import { startFakeRedis, type FakeRedis } from './fake-redis';
import { bulks } from './resp';

/** What it announces: may be changed while it runs. */
export interface Announced {
  primary: readonly [host: string, port: string | number];
  replicas: readonly (readonly [host: string, port: string | number])[];
  /** It answers nothing at all. */
  silent?: boolean;
}

/** A Sentinel that says whatever it is told to say. */
export function startFakeSentinel(announced: Announced): Promise<FakeRedis> {
  const server = ([host, port]: Announced['primary']): string => bulks('name', 'x', 'ip', host, 'port', String(port));
  return startFakeRedis(([name, subcommand]) => {
    if (announced.silent === true) return 'close';
    if (name !== 'SENTINEL') return '-ERR unknown command\r\n';
    if (subcommand === 'MASTER') return server(announced.primary);
    return `*${announced.replicas.length}\r\n${announced.replicas.map(server).join('')}`;
  });
}
