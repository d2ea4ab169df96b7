import 'server-only';
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import type { ClientConfig } from 'pg';
import { log } from '../log/log';
import { postgresError } from './postgres-error';
import { ask } from './postgres-session';
import type { Result } from './postgres-session';
import { StoreError } from './store-error';

/** The advisory lock that a Savepoint holds on its database: the letters "savept" as a number. */
const LOCK = '126862435381364';

/** A Savepoint that was ended a moment ago may still be on its way out. */
const PATIENCE_MS = 2000;
const PAUSE_MS = 100;

/** Whoever asks while Postgres is away is told what the one before was told: each would else wait for its own connection. */
const TOLD_FOR_MS = 500;

/** So a session ends within a minute where its machine is gone, and the database is free for the next; the last for an answer under way. */
const KEEP_ALIVE =
  "select set_config('tcp_keepalives_idle', '20', false), set_config('tcp_keepalives_interval', '10', false), " +
  "set_config('tcp_keepalives_count', '3', false), set_config('tcp_user_timeout', '50000', false)";

const STILL_HELD =
  'The database is still held: by the session of this Savepoint that was cut off, which Postgres ends within a minute, or by another Savepoint. Until then no history and no audit is written, and actions are refused.';

const OTHER_WROTE =
  'Another Savepoint had this database while this one was cut off from it. What this one remembers may no longer be true, so it begins anew.';

/** The session to oneself, until it is given back. */
export interface Turn {
  ask(text: string, values?: readonly unknown[]): Promise<Result>;
  giveBack(): void;
}

/**
 * The one session that writes. It holds an advisory lock on the database as long as it lives, so whatever it commits was written while no
 * other Savepoint could write: cut off, it loses both at once. The next who writes opens it anew; who finds that somebody else had the
 * database meanwhile writes nothing any more, and tells `onOtherWrote`.
 */
export class PostgresHold {
  readonly #config: ClientConfig;
  readonly #onOtherWrote: (error: StoreError) => void;
  readonly #me = randomUUID();
  #session: pg.Client | null = null;
  #last: Promise<void> = Promise.resolve();
  #refused: { readonly error: StoreError; readonly until: number } | null = null;
  #isMarked = false;
  #over: StoreError | null = null;

  constructor(config: ClientConfig, onOtherWrote: (error: StoreError) => void) {
    this.#config = config;
    this.#onOtherWrote = onOtherWrote;
  }

  /** One writer after the other, as in SQLite. Rejects with `StoreError` while the database is not held. */
  async turn(): Promise<Turn> {
    const before = this.#last;
    let giveBack = (): void => undefined;
    this.#last = new Promise((resolve) => (giveBack = resolve));
    await before;
    try {
      const session = await this.#held();
      return { giveBack, ask: (text, values) => this.#ask(session, text, values) };
    } catch (error) {
      giveBack();
      throw error;
    }
  }

  /** From now on it is known whether somebody else had the database. Call it once its tables are there. */
  async mark(): Promise<void> {
    const { ask: run, giveBack } = await this.turn();
    try {
      await run('update store_holder set holder = $1 where id = 1', [this.#me]);
      this.#isMarked = true;
    } finally {
      giveBack();
    }
  }

  /** Gives the database back. Can be called again. */
  async end(): Promise<void> {
    this.#over ??= new StoreError('failed');
    await this.#last;
    const session = this.#session;
    this.#session = null;
    await session?.end().catch(() => undefined);
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

  async #held(): Promise<pg.Client> {
    if (this.#over !== null) throw this.#over;
    if (this.#session !== null) return this.#session;
    if (this.#refused !== null && performance.now() < this.#refused.until) throw this.#refused.error;
    try {
      return await this.#take();
    } catch (error) {
      this.#refused = { error: postgresError(error), until: performance.now() + TOLD_FOR_MS };
      throw this.#refused.error;
    }
  }

  async #take(): Promise<pg.Client> {
    const session = new pg.Client(this.#config);
    session.on('error', () => this.#drop(session));
    session.on('end', () => this.#drop(session));
    try {
      await session.connect();
      await ask(session, KEEP_ALIVE);
      await this.#lock(session);
      await this.#refuseOther(session);
    } catch (error) {
      void session.end().catch(() => undefined);
      throw error;
    }
    if (this.#isMarked) log.info('the database is held again');
    this.#session = session;
    return session;
  }

  async #lock(session: pg.Client): Promise<void> {
    const deadline = performance.now() + (this.#isMarked ? 0 : PATIENCE_MS);
    for (;;) {
      const { rows } = await ask(session, `select pg_try_advisory_lock(${LOCK}) as held`);
      if (isTrue(rows[0], 'held')) return;
      if (performance.now() >= deadline) throw new StoreError('taken', this.#isMarked ? { message: STILL_HELD } : {});
      await pause(PAUSE_MS);
    }
  }

  /** Only the one that had it last may go on where it was. */
  async #refuseOther(session: pg.Client): Promise<void> {
    if (!this.#isMarked) return;
    const { rows } = await ask(session, 'select 1 from store_holder where holder = $1', [this.#me]);
    if (rows.length > 0) return;
    this.#over = new StoreError('taken', { message: OTHER_WROTE });
    this.#onOtherWrote(this.#over);
    throw this.#over;
  }

  #drop(session: pg.Client): void {
    if (this.#session !== session) return;
    this.#session = null;
    log.warn('the session that writes was cut off: nothing is written until the database is held again');
    void session.end().catch(() => undefined);
  }
}

function isTrue(row: unknown, column: string): boolean {
  return typeof row === 'object' && row !== null && Reflect.get(row, column) === true;
}
