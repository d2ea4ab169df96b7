import 'server-only';
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import type { ClientConfig } from 'pg';
import { log } from '../log/log';
import { postgresError } from './postgres-error';
import { fence, LOCK, LOST } from './postgres-fence';
import { ask } from './postgres-session';
import type { Result } from './postgres-session';
import { StoreError } from './store-error';

/** Whoever asks while Postgres is away is told what the one before was told: each would else wait for its own connection. */
const TOLD_FOR_MS = 500;

/**
 * A process that was stopped in the middle of a transaction holds up all others until Postgres ends its session: less than a lease, in
 * milliseconds. The rest ends a session within a minute where its machine is gone; the last for an answer under way.
 */
const SETTINGS =
  "select set_config('idle_in_transaction_session_timeout', '2500', false), " +
  "set_config('tcp_keepalives_idle', '20', false), set_config('tcp_keepalives_interval', '10', false), " +
  "set_config('tcp_keepalives_count', '3', false), set_config('tcp_user_timeout', '50000', false), " +
  "set_config('savepoint.member', $1, false)";

/** The session to oneself, until it is given back. */
export interface Turn {
  ask(text: string, values?: readonly unknown[]): Promise<Result>;
  giveBack(): void;
}

/**
 * The one session that writes. Each transaction begins with a lock that all Savepoints on the database have in common, so that one after
 * the other writes, as in SQLite; and, once this one is a member, with the proof that it still is one: see `fence`. Cut off, it is
 * opened anew by the next who writes. Who finds itself a member no more writes nothing from then on, and tells `onLost`.
 */
export class PostgresHold {
  /** Who this is among the Savepoints on the database. */
  readonly me = randomUUID();
  readonly #config: ClientConfig;
  readonly #onLost: (error: StoreError) => void;
  #session: pg.Client | null = null;
  #last: Promise<void> = Promise.resolve();
  #refused: { readonly error: StoreError; readonly until: number } | null = null;
  #isMember = false;
  #over: StoreError | null = null;

  constructor(config: ClientConfig, onLost: (error: StoreError) => void) {
    this.#config = config;
    this.#onLost = onLost;
  }

  /** From now on nothing is written unless this is a member. */
  joined(): void {
    this.#isMember = true;
  }

  /** One writer after the other, as in SQLite. Rejects with `StoreError` while Postgres does not answer. */
  async turn(): Promise<Turn> {
    const before = this.#last;
    let giveBack = (): void => undefined;
    this.#last = new Promise((resolve) => (giveBack = resolve));
    await before;
    try {
      const session = await this.#opened();
      let isOpen = false;
      return {
        giveBack,
        ask: async (text, values) => {
          if (text === 'begin') {
            await this.#begin(session);
            isOpen = true;
            return { command: 'BEGIN', rowCount: 0, rows: [] };
          }
          if (text === 'commit' || text === 'rollback') isOpen = false;
          else if (!isOpen) return this.#alone(session, text, values);
          return this.#ask(session, text, values);
        },
      };
    } catch (error) {
      giveBack();
      throw error;
    }
  }

  /** Runs `work` as one transaction. */
  async transaction<T>(work: (run: Turn['ask']) => Promise<T>): Promise<T> {
    const { ask: run, giveBack } = await this.turn();
    try {
      await run('begin');
      try {
        const result = await work(run);
        await run('commit');
        return result;
      } catch (error) {
        await run('rollback').catch(() => undefined);
        throw error;
      }
    } finally {
      giveBack();
    }
  }

  /** Can be called again. */
  async end(): Promise<void> {
    this.#over ??= new StoreError('failed');
    await this.#last;
    const session = this.#session;
    this.#session = null;
    await session?.end().catch(() => undefined);
  }

  /** A statement by itself is a transaction like any other. */
  async #alone(session: pg.Client, text: string, values?: readonly unknown[]): Promise<Result> {
    await this.#begin(session);
    try {
      const result = await this.#ask(session, text, values);
      await this.#ask(session, 'commit');
      return result;
    } catch (error) {
      await this.#ask(session, 'rollback').catch(() => undefined);
      throw error;
    }
  }

  async #begin(session: pg.Client): Promise<void> {
    try {
      await this.#ask(session, `begin; select pg_advisory_xact_lock(${LOCK})`);
      if (this.#isMember) await this.#prove(session);
    } catch (error) {
      await this.#ask(session, 'rollback').catch(() => undefined);
      throw error;
    }
  }

  async #prove(session: pg.Client): Promise<void> {
    const { rowCount } = await this.#ask(session, fence(this.me));
    if (rowCount === 1) return;
    if (this.#over === null) {
      this.#over = new StoreError('taken', { message: LOST });
      this.#onLost(this.#over);
    }
    throw this.#over;
  }

  async #ask(session: pg.Client, text: string, values?: readonly unknown[]): Promise<Result> {
    // What a cut off session began is rolled back by then; asked again, it would hide the error that says so.
    if (text === 'rollback' && session !== this.#session) return { command: 'ROLLBACK', rowCount: 0, rows: [] };
    try {
      return await ask(session, text, values);
    } catch (error) {
      if (error instanceof StoreError && error.code === 'away') this.#drop(session);
      throw error;
    }
  }

  async #opened(): Promise<pg.Client> {
    if (this.#over !== null) throw this.#over;
    if (this.#session !== null) return this.#session;
    if (this.#refused !== null && performance.now() < this.#refused.until) throw this.#refused.error;
    try {
      return await this.#open();
    } catch (error) {
      this.#refused = { error: postgresError(error), until: performance.now() + TOLD_FOR_MS };
      throw this.#refused.error;
    }
  }

  async #open(): Promise<pg.Client> {
    const session = new pg.Client(this.#config);
    session.on('error', () => this.#drop(session));
    session.on('end', () => this.#drop(session));
    try {
      await session.connect();
      await ask(session, SETTINGS, [this.me]);
    } catch (error) {
      void session.end().catch(() => undefined);
      throw error;
    }
    if (this.#isMember) log.info('the session that writes is open again');
    this.#session = session;
    return session;
  }

  #drop(session: pg.Client): void {
    if (this.#session !== session) return;
    this.#session = null;
    log.warn('the session that writes was cut off: nothing is written until it is open again');
    void session.end().catch(() => undefined);
  }
}
