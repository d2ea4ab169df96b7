import 'server-only';
import { createHash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import type { LogZone } from '../domain/redis-log/log-zone';

/** Bytes at the begin of a file that tell it apart: the first lines of a log have a time to the millisecond and a process id. */
const HEAD_BYTES = 256;

/**
 * How far a log was read. The file is known by its first bytes, and not by its number in the file system: that one is given again to the
 * next file, stays the same when a file is cut to nothing, and changes when a container gets another view of the same disk.
 */
export interface Place {
  readonly path: string;
  /** SHA-256 of its first `headBytes` bytes, in hex. */
  readonly head: string;
  readonly headBytes: number;
  /** The byte to go on with: the begin of a line. */
  readonly offset: number;
  /** Where the wall of its clock hangs; null while that is not certain. */
  readonly zone: LogZone | null;
}

export type Head = Pick<Place, 'head' | 'headBytes'>;

/** What was kept; null where nothing was. */
export function parsePlace(json: string | null): Place | null {
  try {
    return JSON.parse(json ?? 'null') as Place | null;
  } catch {
    return null;
  }
}

/** The head of a file of which `upTo` bytes were read. */
export async function headOf(file: FileHandle, upTo: number): Promise<Head> {
  const bytes = Buffer.alloc(Math.min(HEAD_BYTES, upTo));
  const { bytesRead } = await file.read(bytes, 0, bytes.length, 0);
  return { head: createHash('sha256').update(bytes.subarray(0, bytesRead)).digest('hex'), headBytes: bytesRead };
}

/** Can a longer head be taken by now? */
export function canGrow({ headBytes }: Head, upTo: number): boolean {
  return headBytes < HEAD_BYTES && upTo > headBytes;
}

/** Is this still, or again, the file of that head? */
export async function hasHead(file: FileHandle, { head, headBytes }: Head): Promise<boolean> {
  return (await headOf(file, headBytes)).head === head;
}
