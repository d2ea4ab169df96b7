import 'server-only';
import type { LogFile } from '../domain/instance/instance';

/** A log that is being rotated is not there until Redis writes its next line. */
const ROTATION_MS = 24 * 3_600_000;

/**
 * Why a log is not read, in a sentence that names where it is configured; null where there is nothing to tell yet. `missingMs`: for how
 * long it could not be read after it could; null: it never could.
 */
export function problemOf(
  name: string,
  { path, where }: LogFile,
  error: unknown,
  missingMs: number | null,
): string | null {
  const code = codeOf(error);
  if (code === 'ENOENT' && missingMs !== null && missingMs < ROTATION_MS) return null;
  const what = WHAT[code]?.(path) ?? `${path} cannot be read (${code}).`;
  return `${where}: ${what} ${name} is watched without its log, which is tried again every second.`;
}

/** So many lines without one of Redis are more than its longest crash report, which has no times. */
const MANY_LINES = 500;

/** How a file begins that is no text, as its first line reads: gzip, zstd, xz, zip; and an RDB file. */
const NO_TEXT = /^(?:\x1f\ufffd|\(\ufffd\/\ufffd|\ufffd7zXZ|PK\x03\x04|REDIS\d{4}|VALKEY\d{3})/;

/** Why a file that is read is no log of Redis, in such a sentence; null where it may be one. `first`: its first line. */
export function strangeIn(
  name: string,
  { path, where }: LogFile,
  { read, understood }: { readonly read: number; readonly understood: number },
  first: string | null,
): string | null {
  if (understood > 0) return null;
  const isNoText = first !== null && NO_TEXT.test(first);
  if (!isNoText && read < MANY_LINES) return null;
  const what = isNoText
    ? 'is compressed, or an RDB file, and no text'
    : `has no line of Redis among ${read} that were read`;
  return `${where}: ${path} ${what}. Name the file that CONFIG GET logfile tells; until then nothing is known from the log of ${name}.`;
}

const WHAT: Readonly<Record<string, (path: string) => string>> = {
  ENOENT: (path) => `there is no file ${path}.`,
  ENOTDIR: (path) => `there is no file ${path}.`,
  EACCES: notAllowed,
  EPERM: notAllowed,
  'no file': (path) => `${path} is no file.`,
};

function notAllowed(path: string): string {
  return `${path} may not be read by the user that runs Savepoint; put that user into the group of the file.`;
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown error';
  return 'code' in error && typeof error.code === 'string' ? error.code : 'no file';
}
