import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from './eventually';
import { freePort, killTree, spawnServer } from './processes';

const SCRIPT = join(import.meta.dirname, 'watched-net.py');

/** For each name the addresses that it leads to, one list for each time it is asked for, from the beginning again at the end. */
export type Names = Readonly<Record<string, readonly (readonly string[])[]>>;

export interface WatchedNet {
  /** A port that is the same outside and inside: what listens there inside is reached from outside. */
  readonly port: number;
  /** Put before a command that is to run inside. */
  readonly wrapper: readonly string[];
  /** Where connections went, as `tcp ADDRESS PORT`, since the last time this was asked; those to `port` left out. */
  packets(): Promise<readonly string[]>;
  /** Connections that the kernel of this network counts as begun, and those of which a packet was seen. */
  opened(): { readonly counted: number; readonly seen: number };
  stop(): Promise<void>;
}

/**
 * A network namespace in which every address is on this machine, so that a connection to any address is one packet more, which a
 * packet socket sees below TCP, whatever program sends it and however it came to the address. It needs no rights but those of
 * user namespaces.
 */
export async function startWatchedNet(names: Names): Promise<WatchedNet> {
  const folder = mkdtempSync(join(tmpdir(), 'savepoint-net-'));
  writeFileSync(join(folder, 'names.json'), JSON.stringify(names));
  const port = await freePort();
  const net = spawnServer(['/usr/bin/python3', '-B', SCRIPT, folder, String(port)], { wrapper: ['unshare', '-Urnm'] });
  await eventually('the network', () => net.hasExited() || net.output().includes('ready\n'));
  if (net.hasExited()) throw new Error(`There is no network:\n${net.output()}`);
  let entered = 0;
  const door = createServer((outer) => {
    entered += 1;
    const inner = connect({ path: join(folder, 'http.sock') });
    outer.pipe(inner).pipe(outer);
    for (const [one, other] of [[outer, inner] as const, [inner, outer] as const]) {
      one.on('error', () => other.destroy()).on('close', () => other.destroy());
    }
  });
  await new Promise<void>((listening) => door.listen(port, '127.0.0.1', listening));

  const ours = `tcp 127.0.0.1 ${port}`;
  const seen = (): string[] => /\bready\n([\s\S]*\n)?/.exec(net.output())?.[1]?.trimEnd().split('\n') ?? [];
  let told = 0;
  return {
    port,
    wrapper: ['nsenter', '--preserve-credentials', '-U', '-n', '-m', '-t', String(net.pid)],
    packets: async () => {
      // What was sent before the last request from outside is seen before it.
      await eventually('all packets to be seen', () => seen().filter((line) => line === ours).length >= entered);
      const fresh = seen().slice(told);
      told += fresh.length;
      return fresh.filter((line) => line !== ours);
    },
    opened: () => ({
      counted: activeOpens(net.pid),
      seen: seen().filter((line) => line.startsWith('tcp')).length,
    }),
    stop: async () => {
      door.close();
      killTree(net.pid);
      await net.exited;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The kernel's own count of a process's network, of connections that were begun in it. */
function activeOpens(pid: number): number {
  const [names = '', values = ''] = readFileSync(`/proc/${pid}/net/snmp`, 'utf8').match(/^Tcp: .*$/gm) ?? [];
  return Number(values.split(' ')[names.split(' ').indexOf('ActiveOpens')]);
}
