import 'server-only';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import type { ClientConfig } from 'pg';
import type { News } from './members';
import { ask } from './postgres-session';
import { StoreError } from './store-error';

const AGAIN_MS = 500;

/** Hears what others commit, over a session of its own. */
export class PostgresNews {
  readonly #config: ClientConfig;
  readonly #me: string;
  #session: pg.Client | null = null;
  #isOver = false;

  /** `me`: whose own changes are not told. */
  constructor(config: ClientConfig, me: string) {
    this.#config = config;
    this.#me = me;
  }

  /** Resolves once it hears; `onMissed` is told each time it hears again after it did not. Rejects with `StoreError`. */
  async listen(onNews: (news: News) => void, onMissed: () => void): Promise<void> {
    const session = new pg.Client(this.#config);
    let isCut = false;
    // Until it hears, whoever asked for it learns that it does not, and may ask again: nobody else does.
    let onCut = (): void => void (isCut = true);
    session.on('error', () => onCut());
    session.on('end', () => onCut());
    session.on('notification', ({ payload = '' }) => {
      const news = newsIn(payload, this.#me);
      if (news !== null) onNews(news);
    });
    this.#session = session;
    try {
      await session.connect();
      await ask(session, 'listen savepoint');
      if (isCut) throw new StoreError('away');
      onCut = () => void this.#again(session, onNews, onMissed);
    } catch (error) {
      this.#session = null;
      void session.end().catch(() => undefined);
      throw error;
    }
  }

  async end(): Promise<void> {
    this.#isOver = true;
    const session = this.#session;
    this.#session = null;
    await session?.end().catch(() => undefined);
  }

  async #again(session: pg.Client, onNews: (news: News) => void, onMissed: () => void): Promise<void> {
    if (this.#session !== session) return;
    this.#session = null;
    void session.end().catch(() => undefined);
    while (!this.#isOver) {
      await pause(AGAIN_MS, undefined, { ref: false });
      if (this.#isOver) return;
      try {
        await this.listen(onNews, onMissed);
        return onMissed();
      } catch {
        // The session that writes tells that Postgres is away.
      }
    }
  }
}

/** Null for what this one did itself. */
function newsIn(payload: string, me: string): News | null {
  const [by, table = '', id, instanceId] = JSON.parse(payload) as (string | null)[];
  return by === me || table === null ? null : { table, id: id ?? '', instanceId: instanceId ?? '' };
}
