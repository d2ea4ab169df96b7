import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from './eventually';
import { killTree, spawnServer } from './processes';

/** A file system of its own in memory. */
export interface SmallDisk {
  /** Where it is mounted, for a command with the wrapper before it: nobody else sees it there. */
  readonly dir: string;
  /** Put before a command that is to see it. */
  readonly wrapper: readonly string[];
  /** The same folder as seen from here, for looking and copying. SQLite would open another one by this path. */
  readonly fromHere: string;
  /** Fills it to the last byte. */
  fill(): void;
  /** Undoes fill. */
  free(): void;
  stop(): Promise<void>;
}

/** Mounts one of so many megabytes, with no rights but those of user namespaces. */
export async function startSmallDisk(megabytes: number): Promise<SmallDisk> {
  const at = mkdtempSync(join(tmpdir(), 'savepoint-disk-'));
  const mount = `mount -t tmpfs -o size=${megabytes}m,mode=0777 tmpfs "$0" && echo mounted && exec sleep infinity`;
  const holder = spawnServer(['sh', '-c', mount, at], { wrapper: ['unshare', '-Urm'] });
  await eventually('the disk', () => holder.hasExited() || holder.output().includes('mounted'));
  if (holder.hasExited()) throw new Error(`There is no disk:\n${holder.output()}`);
  const fromHere = `/proc/${holder.pid}/root${at}`;
  const filler = join(fromHere, 'filler');
  return {
    dir: at,
    wrapper: ['nsenter', '--preserve-credentials', '-U', '-m', '-t', String(holder.pid)],
    fromHere,
    fill: () => {
      let size = 65_536;
      // What is left after the last whole block is less than a page of the store.
      for (let block = 0; size >= 512; block += 1) {
        try {
          writeFileSync(filler, Buffer.alloc(size), { flag: 'a' });
        } catch {
          size /= 2;
        }
      }
    },
    free: () => rmSync(filler, { force: true }),
    stop: async () => {
      killTree(holder.pid);
      await holder.exited;
      rmSync(at, { recursive: true, force: true });
    },
  };
}
