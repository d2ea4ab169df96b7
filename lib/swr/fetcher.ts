import type { ErrorBody, ErrorCode } from '../contracts/error';
import { noteHeard } from './link';
import { noteSignedOut } from './signed-out';
import { hearServerDate } from './server-clock';

/** `network`: no answer came. `unreadable`: an answer came that is not Savepoint's. */
export type ApiErrorCode = ErrorCode | 'network' | 'unreadable';

export const NO_ANSWER =
  'Savepoint did not answer. It may have stopped, or the network between it and this page is down.';
const UNREADABLE = 'Something that is not Savepoint answered. A proxy may stand in between; ask for the page again.';

/** The one error of this side: what the contract's error body says, or why there was none. */
export class ApiError extends Error {
  readonly code: ApiErrorCode;
  readonly status: number | null;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(code: ApiErrorCode, message: string, status: number | null, details: Record<string, unknown> = {}) {
    super(message);
    this.name = 'ApiError';
    this.code = code;
    this.status = status;
    this.details = details;
  }
}

/** Any thrown value as an ApiError; what is unknown is told as no answer. */
export function asApiError(thrown: unknown): ApiError {
  return thrown instanceof ApiError ? thrown : new ApiError('network', NO_ANSWER, null);
}

/** No answer came at all: the notice about the connection says so for the whole page. */
export function isLost(error: ApiError): boolean {
  return error.code === 'network';
}

function isErrorBody(body: unknown): body is ErrorBody {
  if (typeof body !== 'object' || body === null || !('error' in body)) return false;
  const { error } = body;
  return typeof error === 'object' && error !== null && 'code' in error && 'message' in error;
}

/** There 401 means a wrong password. */
const SESSION_URL = '/api/session';

async function bodyOf(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch {
    throw new ApiError('unreadable', UNREADABLE, response.status);
  }
}

function hear(response: Response): void {
  hearServerDate(response.headers.get('date'));
  noteHeard();
}

async function request(url: string, init: RequestInit): Promise<unknown> {
  let response: Response;
  try {
    response = await fetch(url, { ...init, cache: 'no-store', credentials: 'same-origin' });
  } catch {
    throw new ApiError('network', NO_ANSWER, null);
  }
  if (response.status === 204) {
    noteSignedOut(false);
    return null;
  }
  const body = await bodyOf(response);
  if (!response.ok) {
    if (!isErrorBody(body)) throw new ApiError('unreadable', UNREADABLE, response.status);
    if (body.error.code === 'unauthenticated' && url !== SESSION_URL) noteSignedOut(true);
    throw new ApiError(body.error.code, body.error.message, response.status, body.error.details ?? {});
  }
  noteSignedOut(false);
  hear(response);
  return body;
}

/** GET. The type is the contract's: the server parses what it sends. Throws ApiError only. */
export async function getJson<T>(url: string): Promise<T> {
  return (await request(url, { headers: { Accept: 'application/json' } })) as T;
}

/** A change. The same `idempotencyKey` is carried out once, however often it is sent. Throws ApiError only. */
export async function sendJson<T>(
  method: 'POST' | 'PUT' | 'DELETE',
  url: string,
  body: unknown,
  idempotencyKey: string,
): Promise<T> {
  const headers = { 'Content-Type': 'application/json', Accept: 'application/json', 'Idempotency-Key': idempotencyKey };
  return (await request(url, {
    method,
    headers,
    body: body === undefined ? undefined : JSON.stringify(body),
  })) as T;
}

/** A file as it is, until it is broken off. It changes nothing, so no key is needed. Throws ApiError only. */
export async function sendFile<T>(url: string, file: Blob, signal: AbortSignal): Promise<T> {
  const headers = { 'Content-Type': 'application/octet-stream', Accept: 'application/json' };
  return (await request(url, { method: 'POST', headers, body: file, signal })) as T;
}
