import useSWR from 'swr';
import type {
  ChangePersonRequest,
  MadeToken,
  NewPersonRequest,
  NewTokenRequest,
  Person,
  PersonList,
  ProviderSignInRequest,
  SessionList,
  SetUpRequest,
  SignedIn,
  SignInRequest,
  TokenList,
} from '../contracts/access';
import { getJson, sendJson } from './fetcher';
import type { Resource } from './resource';
import { toResource } from './resource';

const SESSION = '/api/session';
const SESSIONS = '/api/sessions';
const PEOPLE = '/api/people';
const TOKENS = '/api/tokens';

const part = encodeURIComponent;

/** Signs somebody in; the session is in the cookie of the answer. */
export function sendSignIn(body: SignInRequest, key: string): Promise<SignedIn> {
  return sendJson('POST', SESSION, body, key);
}

/** Where the browser goes to sign in at the provider, or to show there that it is still the same person. */
export function sendToProvider(body: ProviderSignInRequest, key: string): Promise<{ url: string }> {
  return sendJson('POST', `${SESSION}/provider`, body, key);
}

/** Makes the first administrator. */
export function sendSetUp(body: SetUpRequest, key: string): Promise<SignedIn> {
  return sendJson('POST', `${SESSION}/set-up`, body, key);
}

/** Gives the password once more. */
export function sendConfirmation(password: string, key: string): Promise<SignedIn> {
  return sendJson('POST', `${SESSION}/confirm`, { password }, key);
}

export function sendSignOut(key: string): Promise<null> {
  return sendJson('DELETE', SESSION, undefined, key);
}

/** Gives oneself a new password. */
export function sendPassword(password: string, key: string): Promise<Person> {
  return sendJson('PUT', `${SESSION}/password`, { password }, key);
}

export function sendPerson(body: NewPersonRequest, key: string): Promise<Person> {
  return sendJson('POST', PEOPLE, body, key);
}

export function sendPersonChange(id: string, body: ChangePersonRequest, key: string): Promise<Person> {
  return sendJson('PUT', `${PEOPLE}/${part(id)}`, body, key);
}

export function sendToken(body: NewTokenRequest, key: string): Promise<MadeToken> {
  return sendJson('POST', TOKENS, body, key);
}

export function sendTokenEnd(id: string, key: string): Promise<null> {
  return sendJson('DELETE', `${TOKENS}/${part(id)}`, undefined, key);
}

export function sendSessionEnd(id: string, key: string): Promise<null> {
  return sendJson('DELETE', `${SESSIONS}/${part(id)}`, undefined, key);
}

/** Ends all sessions but the one that asks. */
export function sendOtherSessionsEnd(key: string): Promise<{ ended: number }> {
  return sendJson('DELETE', SESSIONS, undefined, key);
}

/** A list that can be read again after a change. */
export interface Reread<T> extends Resource<T> {
  readonly reread: () => void;
}

function useList<T>(key: string | null): Reread<T> {
  const response = useSWR<T>(key, getJson, { refreshInterval: 30_000 });
  return { ...toResource(response, null), reread: () => void response.mutate() };
}

export function useSessions(): Reread<SessionList> {
  return useList(SESSIONS);
}

export function usePeople(): Reread<PersonList> {
  return useList(PEOPLE);
}

export function useTokens(): Reread<TokenList> {
  return useList(TOKENS);
}
