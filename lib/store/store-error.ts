import 'server-only';

/** `away`: a server that does not answer; `refused`: one that lets Savepoint not in; `taken`: another Savepoint has what was to be written. */
export type StoreErrorCode =
  'full' | 'readonly' | 'locked' | 'corrupt' | 'io' | 'away' | 'refused' | 'taken' | 'failed';

const SENTENCES: Readonly<Record<StoreErrorCode, string>> = {
  full: 'The disk that holds the data of Savepoint is full, so history and audit cannot be written and actions are refused. Free some space there.',
  readonly:
    'The store of Savepoint cannot be written, so history and audit cannot be kept and actions are refused. Give the user that runs Savepoint the right to write in the data folder.',
  locked:
    'Another process keeps the store of Savepoint locked, so history and audit cannot be written and actions are refused. End the other process: a second Savepoint, a backup or a database shell.',
  corrupt:
    'The store file of Savepoint is damaged, or it is no store of Savepoint. It was left as it is. Put a backup in its place, or move the file away to start with an empty store.',
  io: 'The disk that holds the data of Savepoint does not read or write as it should, so history and audit cannot be kept and actions are refused. The log of that machine tells more.',
  away: 'Postgres does not answer under DATABASE_URL, so history and audit cannot be written and actions are refused. Start Postgres, or mend the way to it: then all goes on by itself.',
  refused:
    'Postgres does not let Savepoint in, so history and audit cannot be written and actions are refused. Set DATABASE_URL to a database that is there, with a user who owns it and the password of that user.',
  taken:
    'Other Savepoints on this database went on without this one, so it writes no history and no audit, and refuses actions, until it has begun anew.',
  failed: 'The store of Savepoint did not do what it was asked to, so nothing was kept. The log tells more.',
};

/** The store failed. `message` is a sentence for a person; what the engine said is the `cause`, for the log alone. */
export class StoreError extends Error {
  override readonly name = 'StoreError';
  readonly code: StoreErrorCode;

  constructor(code: StoreErrorCode, options: { readonly message?: string; readonly cause?: unknown } = {}) {
    super(options.message ?? SENTENCES[code], { cause: options.cause });
    this.code = code;
  }
}

/** A cursor that no page of this list ever gave. */
export class InvalidCursorError extends Error {
  override readonly name = 'InvalidCursorError';

  constructor() {
    super('The cursor `before` is none that this list gave. Start without it, at the newest row.');
  }
}

/** The error as one that callers of the store may see: `StoreError` or `InvalidCursorError`. */
export function asStoreError(error: unknown): StoreError | InvalidCursorError {
  if (error instanceof StoreError || error instanceof InvalidCursorError) return error;
  return new StoreError(codeOfFile(error), { cause: error });
}

/** Errors of the file system, by their code in Node. */
const FILE_CODES = new Map<unknown, StoreErrorCode>([
  ['ENOSPC', 'full'],
  ['EDQUOT', 'full'],
  ['EACCES', 'readonly'],
  ['EPERM', 'readonly'],
  ['EROFS', 'readonly'],
]);

function codeOfFile(error: unknown): StoreErrorCode {
  return (error instanceof Error && 'code' in error ? FILE_CODES.get(error.code) : undefined) ?? 'failed';
}
