import 'server-only';
import type { Principal } from '../domain/principal';
import type { EpochMs } from '../domain/observation';
import { hashOfToken } from './secrets';

const MOST = 1000;

/**
 * Who was signed in when the store last told. While it cannot be read they go on seeing what there is, as viewers: an incident of our own
 * must not hide theirs. That a session was ended cannot be told then, and nothing can be changed by it.
 */
export class RememberedSessions {
  readonly #known = new Map<string, { readonly principal: Principal; readonly endsAt: EpochMs }>();

  keep(headers: Headers, principal: Principal, endsAt: EpochMs): void {
    const key = keyOf(headers);
    if (key === null) return;
    this.#known.delete(key);
    this.#known.set(key, { principal: { ...principal, actor: { ...principal.actor, role: 'viewer' } }, endsAt });
    const oldest = this.#known.keys().next().value;
    if (this.#known.size > MOST && oldest !== undefined) this.#known.delete(oldest);
  }

  forget(headers: Headers): void {
    const key = keyOf(headers);
    if (key !== null) this.#known.delete(key);
  }

  find(headers: Headers, now: EpochMs): Principal | null {
    const key = keyOf(headers);
    const found = key === null ? undefined : this.#known.get(key);
    return found === undefined || found.endsAt <= now ? null : found.principal;
  }
}

function keyOf(headers: Headers): string | null {
  const cookie = /(?:^|; )(?:__Host-)?savepoint-session(?:-\d+)?=([^;]+)/.exec(headers.get('cookie') ?? '')?.[1];
  return cookie === undefined ? null : hashOfToken(cookie);
}
