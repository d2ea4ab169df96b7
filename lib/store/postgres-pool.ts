import 'server-only';
import type { PostgresPool, PostgresPoolClient, PostgresQueryResult } from 'kysely';
import pg from 'pg';
import type { ClientConfig } from 'pg';
import type { PostgresHold, Turn } from './postgres-hold';
import { ask } from './postgres-session';
import type { Result } from './postgres-session';

/** Pages read side by side, and leave the other sessions of the database to others. */
const READERS = 4;

/** What Kysely asks for connections: what only reads goes to a few sessions that can do nothing else, all the rest to the one that holds the database. */
export function postgresPool(config: ClientConfig, hold: PostgresHold): PostgresPool {
  const readers = readersOf(config);
  return {
    options: {},
    connect: async () => clientOf(readers, () => hold.turn()),
    end: async () => {
      await Promise.all([readers.end(), hold.end()]);
    },
  };
}

/** The same where nothing is ever written: it holds no database, and stands in nobody's way. */
export function readingPool(config: ClientConfig): PostgresPool {
  const readers = readersOf(config);
  const never = (): Promise<Turn> => Promise.reject(new Error('This session only reads.'));
  return { options: {}, connect: async () => clientOf(readers, never), end: () => readers.end() };
}

function readersOf(config: ClientConfig): pg.Pool {
  const readers = new pg.Pool({
    ...config,
    max: READERS,
    // Not among the options of the session: those of the address would take their place.
    onConnect: async (session) => {
      await session.query('set default_transaction_read_only = on');
    },
  });
  // One that was cut off while nobody used it is replaced by the next.
  readers.on('error', () => undefined);
  return readers;
}

function clientOf(readers: pg.Pool, take: () => Promise<Turn>): PostgresPoolClient {
  let turn: Turn | null = null;
  const run = async (text: string, values: readonly unknown[]): Promise<Result> => {
    if (turn !== null) return turn.ask(text, values);
    if (text.startsWith('select ')) return ask(readers, text, values);
    turn = await take();
    return turn.ask(text, values);
  };
  return {
    query: (async (text: string, values: readonly unknown[] = []) =>
      (await run(text, values)) as PostgresQueryResult<unknown>) as PostgresPoolClient['query'],
    release: () => turn?.giveBack(),
  };
}
