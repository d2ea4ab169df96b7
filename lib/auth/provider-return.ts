import 'server-only';
import type { ActorRole } from '../domain/action/action';
import type { Claims } from './provider-claims';
import type { EpochMs } from '../domain/observation/observation';

/** In the address that a provider sends people back to. */
export const PROVIDER_ID = 'oidc';

export interface ProviderTokens {
  readonly idToken?: string | undefined;
  readonly accessToken?: string | undefined;
}

/** What is kept while somebody is at the provider. The library keeps it as the address to go to, with the state. */
export interface Errand {
  readonly next: string;
  /** The session that asks to be confirmed, and since when; null for signing in. */
  readonly confirms: { readonly sessionId: string; readonly since: EpochMs } | null;
}

/** What the library says to an attempt that came to nothing. */
export interface Failed {
  readonly failed: string;
  /** Null: it is not known where that person wanted to go. */
  readonly next: string | null;
}

/** What is learnt while the library handles somebody who comes back. */
export interface Seen {
  claims: Claims | null;
  role: ActorRole | null;
  session: { readonly id: string; readonly userId: string } | null;
}

/** An errand as an address under `origin`: the library sends nobody elsewhere. It is read here, and never told to a browser. */
export function addressOf({ next, confirms }: Errand, origin: string): string {
  const url = new URL('/login', origin);
  url.searchParams.set('next', next);
  if (confirms !== null) {
    url.searchParams.set('session', confirms.sessionId);
    url.searchParams.set('since', String(confirms.since));
  }
  return url.href;
}

/** The errand of an address that the library answers with, or how it failed. */
export function errandOf(address: string | null, origin: string): Errand | Failed {
  const params = new URL(address ?? '/?error=no-answer', origin).searchParams;
  const next = params.get('next');
  const error = params.get('error');
  if (error !== null || next === null) return { failed: error ?? 'no-answer', next };
  const sessionId = params.get('session');
  return { next, confirms: sessionId === null ? null : { sessionId, since: Number(params.get('since')) } };
}

const REASONS: Readonly<Record<string, string>> = {
  'no-role': 'none of their groups has a role',
  disabled: 'the account is switched off',
  'not-again': 'the provider did not ask them again who they are',
  'other-session': 'it was somebody else than who was signed in, or that session had ended',
  state_mismatch: 'it was begun in another browser, too long ago, or was used already',
  state_not_found: 'it was begun nowhere',
  invalid_code: 'the provider did not accept the code',
  issuer_mismatch: 'it came from another provider',
  unable_to_get_user_info: 'what the provider says of them could not be verified or read',
  access_denied: 'the provider let nobody in',
};

/** For the audit: English, and nothing of what stood in the address, which anybody can write. */
export function reasonOf(failed: string): string {
  return Object.hasOwn(REASONS, failed)
    ? (REASONS[failed] ?? '')
    : 'the provider, or what came from it, was not as it should be';
}
