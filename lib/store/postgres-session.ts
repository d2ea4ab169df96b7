import 'server-only';
import { hostname } from 'node:os';
import pg from 'pg';
import type { ClientConfig } from 'pg';
import { bound } from './bound';
import { postgresError, STATEMENT_MS } from './postgres-error';
import { StoreError } from './store-error';

const CONNECT_MS = 3000;
/** One that does not even say that it took too long is not there any more. */
const ANSWER_MS = STATEMENT_MS + 2000;
/** An index of millions of rows, at a start after an update: Postgres takes as long as it takes (see engine-words.ts). */
const INDEX_MS = 3_600_000;
/** Of the type bigint: the driver gives it as text, for numbers that none of ours ever reaches. */
const BIGINT = 20;

/** What one statement gave. `command` is the word of Postgres for what was done. */
export interface Result {
  readonly command: string;
  readonly rowCount: number | null;
  readonly rows: readonly unknown[];
}

/** Whatever of `pg` runs a statement. */
type Runs = Pick<pg.Client | pg.Pool, 'query'>;

/** How every session of Savepoint is opened. Throws `StoreError` for an address that is none. */
export function sessionConfig(databaseUrl: string): ClientConfig {
  const config: ClientConfig = {
    connectionString: databaseUrl,
    application_name: `savepoint ${hostname()} ${process.pid}`,
    connectionTimeoutMillis: CONNECT_MS,
    statement_timeout: STATEMENT_MS,
    keepAlive: true,
    types: {
      getTypeParser: (oid, format) => (oid === BIGINT ? Number : pg.types.getTypeParser(oid, format ?? 'text')),
    },
  };
  try {
    // It reads the address at once, and its error would show it.
    void new pg.Client(config);
  } catch {
    throw new StoreError('refused', {
      message:
        'DATABASE_URL is no address of a Postgres that can be read. Write it as postgres://USER:PASSWORD@HOST:5432/DATABASE, what is no letter or digit in the password as %XX.',
    });
  }
  return config;
}

/** Runs one statement. Rejects with `StoreError`. */
export async function ask(session: Runs, text: string, values: readonly unknown[] = []): Promise<Result> {
  const longest = text.startsWith('create index') ? INDEX_MS : ANSWER_MS;
  const query = { text, values: values.map(kept), query_timeout: longest };
  try {
    return await session.query(query);
  } catch (error) {
    throw postgresError(error);
  }
}

/** Postgres has no character U+0000 in text; what comes from elsewhere may. */
function kept(value: unknown): string | number | boolean | null {
  // Kysely's own look at the tables asks with one.
  if (typeof value === 'boolean') return value;
  const known = bound(value);
  return typeof known === 'string' ? known.replaceAll('\u0000', '\uFFFD') : known;
}
