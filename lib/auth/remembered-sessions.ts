import 'server-only';
import type { Principal } from '../domain/access/principal';
import type { EpochMs } from '../domain/observation/observation';
import type { SessionsOf } from '../store/access-store';
import { hashOfToken } from './secrets';

const MOST = 1000;

interface Remembered {
  readonly principal: Principal;
  readonly endsAt: EpochMs;
}

/**
 * Who was signed in when the store last told. While it cannot be read they go on seeing what there is: an incident of our own
 * must not hide theirs. What was ended before is forgotten; what another process ends then cannot be told, and nothing can be changed by it.
 */
export class RememberedSessions {
  readonly #cookie: RegExp;
  readonly #known = new Map<string, Remembered>();
  #ended = 0;

  /** Of the cookie with this name: others are other Savepoints'. */
  constructor(cookieName: string) {
    this.#cookie = new RegExp(`(?:^|; ?)${cookieName}=([^;]+)`);
  }

  /** Does a request have such a cookie at all? */
  isAsked(headers: Headers): boolean {
    return this.#keyOf(headers) !== null;
  }

  /** Taken before the store is asked: what it tells is not kept when sessions were ended meanwhile. */
  get mark(): number {
    return this.#ended;
  }

  keep(mark: number, headers: Headers, { principal, endsAt }: Remembered): void {
    const key = this.#keyOf(headers);
    if (key === null || mark !== this.#ended) return;
    this.#known.delete(key);
    this.#known.set(key, { principal: { ...principal, readsOnly: true }, endsAt });
    const oldest = this.#known.keys().next().value;
    if (this.#known.size > MOST && oldest !== undefined) this.#known.delete(oldest);
  }

  forget(headers: Headers): void {
    const key = this.#keyOf(headers);
    if (key !== null) this.#known.delete(key);
  }

  /** Forgets sessions that were ended, by the same choice as the store's. */
  end({ id, personId, exceptId }: SessionsOf): void {
    this.#ended += 1;
    for (const [key, { principal }] of this.#known) {
      const { session } = principal;
      const isOther = (id ?? session?.id) !== session?.id || (personId ?? session?.personId) !== session?.personId;
      if (!isOther && (exceptId === undefined || session?.id !== exceptId)) this.#known.delete(key);
    }
  }

  find(headers: Headers, now: EpochMs): Principal | null {
    const key = this.#keyOf(headers);
    const found = key === null ? undefined : this.#known.get(key);
    return found === undefined || found.endsAt <= now ? null : found.principal;
  }

  #keyOf(headers: Headers): string | null {
    const cookie = this.#cookie.exec(headers.get('cookie') ?? '')?.[1];
    return cookie === undefined ? null : hashOfToken(cookie);
  }
}
