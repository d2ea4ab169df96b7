import 'server-only';
import type { ServerFacts } from '../domain/observation/observation';
import type { Maybe } from '../domain/observation/three-valued';
import type { RedisConnection } from '../redis/redis';

/** How long, in milliseconds, until a user that may do too much is asked about again: its rights may be mended. */
const SOON_MS = 60_000;
/** The same for one that may not: Redis can keep the question in ACL LOG, and a network that flaps must not fill it. */
const SELDOM_MS = 3_600_000;

/** Of which connection, and of which process of Redis. */
interface Asked {
  readonly opened: number;
  readonly runId: string | null;
}

type Answered = Asked & { readonly answer: Maybe; readonly at: number };

/** What is asked of a connection. */
type Question = 'mayChangeSettings' | 'hasBgsave';

/** What may be done on a server. Asked once a connection, not with every poll. */
export class RightsWatch<Q extends Question> {
  readonly #question: Q;
  #last: Answered | null = null;

  constructor(question: Q) {
    this.#question = question;
  }

  /** The latest answer; null where there is none, or it could not be told. */
  get answer(): Maybe {
    return this.#last?.answer ?? null;
  }

  /** Asks where it is time to. `now` in milliseconds on a clock that nobody sets. */
  async look(connection: Pick<RedisConnection, Q | 'opened'>, server: ServerFacts, now: number): Promise<void> {
    const asked = { opened: connection.opened(), runId: server.runId };
    if (this.#last !== null && now - this.#last.at < againAfter(this.#last, asked)) return;
    this.#last = { ...asked, answer: await connection[this.#question](server), at: now };
  }
}

/** How long after the last answer to ask again, in milliseconds. */
function againAfter(last: Answered, asked: Asked): number {
  if (last.answer === true || asked.runId !== last.runId) return SOON_MS;
  if (asked.opened === last.opened) return Infinity;
  return last.answer === false ? SELDOM_MS : SOON_MS;
}
