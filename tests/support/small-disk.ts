import { chownSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from './eventually';
import { killTree, NOBODY, spawnServer } from './processes';

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

/**
 * Mounts one of so many megabytes, with no rights but those of user namespaces. `asNobody`: for a server that refuses to run as root, it is that of another user, if
 * this one is root, and has a folder `data`; only who runs as that user can write there.
 */
export async function startSmallDisk(
  megabytes: number,
  options: { readonly asNobody?: boolean } = {},
): Promise<SmallDisk> {
  const at = mkdtempSync(join(tmpdir(), 'savepoint-disk-'));
  const { asNobody = false } = options;
  const uid = asNobody && process.getuid?.() === 0 ? NOBODY : undefined;
  if (uid !== undefined) chownSync(at, uid, uid);
  const folder = asNobody ? `mkdir "$0"/data && ` : '';
  const mount = `mount -t tmpfs -o size=${megabytes}m,mode=0777 tmpfs "$0" && ${folder}echo mounted && exec sleep infinity`;
  // Without being root in there, which the server would see.
  const wrapper = asNobody ? ['unshare', '-U', '--map-current-user', '--keep-caps', '-m'] : ['unshare', '-Urm'];
  const holder = spawnServer(['sh', '-c', mount, at], { wrapper, uid });
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
