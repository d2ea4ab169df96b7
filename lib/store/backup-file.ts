import 'server-only';
import { createHash } from 'node:crypto';
import {
  closeSync,
  createReadStream,
  existsSync,
  fsyncSync,
  linkSync,
  openSync,
  readFileSync,
  readSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { basename, dirname } from 'node:path';
import { asStoreError, StoreError } from './store-error';

/** Which store a backup is of. */
export type BackupKind = 'file' | 'postgres';

const BEGINNINGS: Readonly<Record<BackupKind, string>> = { file: 'SQLite format 3\0', postgres: 'PGDMP' };

/** An error of a backup or of what is restored from it, as a sentence. */
export function backupError(message: string, cause?: unknown): StoreError {
  return new StoreError('failed', { message, cause });
}

/** The kind of a backup by its first bytes. Throws `StoreError` where it is none. */
export function kindOfBackup(file: string): BackupKind {
  const beginning = beginningOf(file);
  for (const kind of ['file', 'postgres'] as const) if (beginning.startsWith(BEGINNINGS[kind])) return kind;
  throw backupError(`“${file}” is no backup that npm run backup made, or its beginning is lost. Nothing was restored.`);
}

function beginningOf(file: string): string {
  if (!existsSync(file)) throw backupError(`There is no backup at “${file}”.`);
  try {
    const [opened, bytes] = [openSync(file, 'r'), Buffer.alloc(16)];
    const length = readSync(opened, bytes);
    closeSync(opened);
    return bytes.toString('latin1', 0, length);
  } catch (error) {
    throw backupError(`“${file}” cannot be read. Nothing was restored.`, error);
  }
}

/**
 * Has `write` fill a file of nobody else’s beside `file`, and gives it that name once it is whole and on the disk: there is never half of one under it, and nothing is
 * overwritten. Rejects with `StoreError`.
 */
export async function placeWhole<T>(file: string, write: (part: string) => Promise<T>): Promise<T> {
  const part = `${file}.part`;
  if (existsSync(file)) throw backupError(`“${file}” is there already, and is never overwritten. Name another file.`);
  try {
    closeSync(openSync(part, 'wx', 0o600));
  } catch (error) {
    if (existsSync(part))
      throw backupError(`“${part}” is there: another one is under way, or was cut off. Remove it where none is.`);
    throw backupError(
      `“${file}” cannot be written. Name one in a folder that is there, and that this user may write in.`,
      error,
    );
  }
  try {
    const result = await write(part);
    synced(part);
    linkSync(part, file);
    return result;
  } catch (error) {
    throw asStoreError(error);
  } finally {
    rmSync(part, { force: true });
    synced(dirname(file));
  }
}

function synced(path: string): void {
  const opened = openSync(path, 'r');
  fsyncSync(opened);
  closeSync(opened);
}

const sumFile = (file: string): string => `${file}.sha256`;

/**
 * Notes what the bytes of a backup are, in a file beside it that `sha256sum -c` reads as well, and gives the sum. Rejects with `StoreError`, and then there is no backup
 * either: one without its sum could not be told from one that was changed.
 */
export async function noteSum(file: string): Promise<string> {
  try {
    const sum = await sumOf(file);
    writeFileSync(sumFile(file), `${sum}  ${basename(file)}\n`, { mode: 0o600, flush: true });
    return sum;
  } catch (error) {
    rmSync(file, { force: true });
    throw backupError(`“${sumFile(file)}” cannot be written, so no backup was made.`, error);
  }
}

/** Whether the sum beside a backup was there to compare with. Throws `StoreError` where it is that of other bytes. `read` is what was read of `file`, if not itself. */
export async function refuseOtherSum(file: string, read = file): Promise<boolean> {
  if (!existsSync(sumFile(file))) return false;
  const [noted = ''] = readFileSync(sumFile(file), 'utf8').split(/\s/);
  if (noted === (await sumOf(read))) return true;
  throw backupError(
    `The backup “${file}” is damaged or cut off: its bytes are not those that “${sumFile(file)}” noted. Nothing was restored. Take another backup.`,
  );
}

async function sumOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}
