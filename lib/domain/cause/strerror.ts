import type { CauseKind } from '../save/save';

/**
 * What the kernel's own words for an error mean where a file is written, as glibc has them, and musl (Alpine) where it has others. Only words
 * from this list are shown to people.
 */
const STRERRORS: readonly (readonly [string, CauseKind])[] = [
  ['No space left on device', 'disk-full'],
  ['Disk quota exceeded', 'disk-full'],
  ['Quota exceeded', 'disk-full'],
  ['File too large', 'file-limit'],
  ['Permission denied', 'permission'],
  ['Operation not permitted', 'permission'],
  ['Read-only file system', 'read-only-fs'],
  ['No such file or directory', 'path-missing'],
  ['Stale file handle', 'path-missing'],
  ['Is a directory', 'name-taken'],
  ['Input/output error', 'io-error'],
  ['I/O error', 'io-error'],
];

const FORK_STRERRORS: typeof STRERRORS = [
  ['Cannot allocate memory', 'fork-memory'],
  ['Out of memory', 'fork-memory'],
  ['Resource temporarily unavailable', 'fork-limit'],
];

export interface NamedError {
  readonly error: string;
  readonly kind: CauseKind;
}

/** The error that a text about writing a file names, and what it means; null when it names none that we know. */
export function writeErrorIn(text: string): NamedError | null {
  return named(STRERRORS, text);
}

/** The same of a text about fork(2). */
export function forkErrorIn(text: string): NamedError | null {
  return named(FORK_STRERRORS, text);
}

function named(errors: typeof STRERRORS, text: string): NamedError | null {
  const [error, kind] = errors.find(([known]) => text.includes(known)) ?? [];
  return error === undefined || kind === undefined ? null : { error, kind };
}
