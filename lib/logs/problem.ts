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
