import 'server-only';
import { setTimeout as pause } from 'node:timers/promises';
import { ApiError } from './api-error';
import { inTurns } from './turns';

/** Bytes of a request's body, at most, where its route does not say otherwise. */
const MAX_BODY_BYTES = 16 * 1024;
/** Of a body that is too large, this much is read for nothing at most, and this long. */
const MAX_DISCARDED_BYTES = 64 * 1024 * 1024;
const MAX_DISCARD_MS = 5_000;

/** Is a file sent as it is? As with JSON, no form can do that, and no page of another site without asking first. */
export function isBytes(request: Request): boolean {
  return request.headers.get('content-type')?.toLowerCase() === 'application/octet-stream';
}

/** 415 for anything but JSON: what a form or a beacon can send is none. */
export function checkContentType(request: Request): void {
  const [type = '', ...parameters] = (request.headers.get('content-type') ?? '').toLowerCase().split(';');
  const charset = parameters.map((parameter) => parameter.trim()).find((parameter) => parameter.startsWith('charset='));
  const isUtf8 = charset === undefined || /^charset="?utf-8"?$/.test(charset);
  if (type.trim() === 'application/json' && isUtf8) return;
  throw new ApiError('unsupported_media_type', 'Send JSON in UTF-8, with "Content-Type: application/json".');
}

function tooLarge(limit: number): ApiError {
  const most = limit < 10_000_000 ? `${limit / 1024} KB` : `${limit / 1_000_000} MB`;
  return new ApiError('too_large', `The body is too large: ${most} at most.`);
}

type ByteReader = ReadableStreamDefaultReader<Uint8Array>;

/** Reads up to `limit` bytes; null when there are more. */
async function readUpTo(reader: ByteReader, limit: number): Promise<Uint8Array | null> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return Buffer.concat(chunks);
    length += value.byteLength;
    if (length > limit) return null;
    chunks.push(value);
  }
}

/**
 * Throws away what still comes, for a while, as every proxy does (“lingering close”): a client that asked for the connection to
 * be closed is reset while it is still sending, and then sees EPIPE instead of the answer.
 */
async function discard(reader: ByteReader): Promise<void> {
  let left = MAX_DISCARDED_BYTES;
  const draining = (async () => {
    while (left > 0) {
      const { done, value } = await reader.read();
      if (done) return;
      left -= value.byteLength;
    }
  })();
  await Promise.race([draining.catch(() => undefined), pause(MAX_DISCARD_MS, undefined, { ref: false })]);
  left = 0;
}

/** The parsed JSON of a request; 415 when it is something else, 413 when it is over `limit` bytes, of which no more is kept. */
export async function readJson(request: Request, limit = MAX_BODY_BYTES): Promise<unknown> {
  checkContentType(request);
  const reader = request.body?.getReader();
  const bytes = reader === undefined ? new Uint8Array() : await readUpTo(reader, limit);
  if (bytes === null) {
    if (reader !== undefined) await discard(reader);
    throw tooLarge(limit);
  }
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new ApiError('unsupported_media_type', 'The body is not JSON.');
  }
}

/**
 * Hands over a body as it comes, in pieces, and keeps none of it; 413 when it is over `limit` bytes. Everybody else has their turn
 * meanwhile.
 */
export async function readPieces(request: Request, limit: number, take: (piece: Uint8Array) => void): Promise<void> {
  const reader = request.body?.getReader();
  if (reader === undefined) return;
  let left = Number(request.headers.get('content-length') ?? 0) > limit ? -1 : limit;
  while (left >= 0) {
    const chunk = await nextOf(reader);
    if (chunk === null) return;
    left -= chunk.byteLength;
    if (left >= 0) await inTurns(chunk.byteLength, (from, to) => take(chunk.subarray(from, to)));
  }
  await discard(reader);
  throw tooLarge(limit);
}

/** Null at the end. Who sent it may have thought better of it: that is no fault of ours. */
async function nextOf(reader: ByteReader): Promise<Uint8Array | null> {
  try {
    const { done, value } = await reader.read();
    return done ? null : value;
  } catch {
    throw new ApiError('invalid', 'The body broke off before its end.');
  }
}
