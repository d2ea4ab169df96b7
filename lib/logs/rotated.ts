import 'server-only';
import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { LogFile } from './log-file';
import type { Place } from './place';

/** Where a rotation packs what it puts aside, there is no text any more. */
const PACKED = /\.(?:gz|bz2|xz|zst|lz4|zip)$/;

/** A file that was put aside, and the byte to read it from. */
export interface Rotated {
  readonly path: string;
  readonly offset: number;
}

interface Aside {
  readonly path: string;
  readonly writtenAt: number;
}

/**
 * What rotations put aside since a log was read up to `place`: the rest of the file that was read then, and those that came after it,
 * in the order in which they were last written to. They stand beside the log, with the same begin of their names. Nothing where the file
 * that was read is not among them: what came after it is not known then.
 */
export async function rotatedSince(path: string, place: Place): Promise<readonly Rotated[]> {
  const aside = await allAside(path);
  for (const [index, each] of aside.entries()) {
    const found = await LogFile.openAt(each.path, place).catch(() => null);
    await found?.close();
    const later = aside.slice(index + 1).map((next) => ({ path: next.path, offset: 0 }));
    if (found !== null) return [{ path: each.path, offset: place.offset }, ...later];
  }
  return [];
}

/** Oldest first. */
async function allAside(path: string): Promise<readonly Aside[]> {
  const name = basename(path);
  const names = (await readdir(dirname(path))).filter(
    (each) => each !== name && each.startsWith(name) && !PACKED.test(each),
  );
  const files = await Promise.all(names.map((each) => asideAt(join(dirname(path), each))));
  return files.filter((file) => file !== null).sort((a, b) => a.writtenAt - b.writtenAt);
}

async function asideAt(path: string): Promise<Aside | null> {
  const now = await stat(path).catch(() => null);
  return now?.isFile() ? { path, writtenAt: now.mtimeMs } : null;
}
