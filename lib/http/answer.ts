import 'server-only';
import type { ApiError } from './api-error';

/** What was answered, in the form that is sent, kept and replayed. */
export interface Answer {
  readonly status: number;
  /** JSON text, unless the headers name another type; empty for 204. */
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** On every answer of the API: never kept by a cache, never guessed to be another type. */
export const FIXED_HEADERS: Readonly<Record<string, string>> = {
  'Cache-Control': 'no-store',
  'X-Content-Type-Options': 'nosniff',
};

/** `cookies` are values of Set-Cookie; they belong to this answer alone, and to no repetition of it. */
export function responseOf(answer: Answer, cookies: readonly string[] = []): Response {
  const headers = new Headers({ ...FIXED_HEADERS, ...answer.headers });
  for (const cookie of cookies) headers.append('Set-Cookie', cookie);
  if (answer.body === '') return new Response(null, { status: answer.status, headers });
  if (!headers.has('Content-Type')) headers.set('Content-Type', 'application/json; charset=utf-8');
  return new Response(answer.body, { status: answer.status, headers });
}

export function errorAnswer(error: ApiError, headers: Readonly<Record<string, string>> = {}): Answer {
  return { status: error.status, body: JSON.stringify(error.body), headers: { ...headersOf(error), ...headers } };
}

/** What the status asks for: how to say who one is, or when to come again. */
function headersOf({ code, details }: ApiError): Record<string, string> {
  if (code === 'unauthenticated') return { 'WWW-Authenticate': 'Bearer' };
  const { retryAfterSeconds } = details;
  return typeof retryAfterSeconds === 'number' ? { 'Retry-After': String(retryAfterSeconds) } : {};
}
