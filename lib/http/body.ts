import 'server-only';
import { ApiError } from './api-error';

/** Bytes of a request's body, at most. */
const MAX_BODY_BYTES = 16 * 1024;

function checkContentType(request: Request): void {
  const [type = '', ...parameters] = (request.headers.get('content-type') ?? '').toLowerCase().split(';');
  const charset = parameters.map((parameter) => parameter.trim()).find((parameter) => parameter.startsWith('charset='));
  const isUtf8 = charset === undefined || /^charset="?utf-8"?$/.test(charset);
  if (type.trim() === 'application/json' && isUtf8) return;
  throw new ApiError('unsupported_media_type', 'Send JSON in UTF-8, with "Content-Type: application/json".');
}

function tooLarge(): ApiError {
  return new ApiError('too_large', 'The body is too large: 16 KB at most.');
}

async function readBytes(body: ReadableStream<Uint8Array>): Promise<Uint8Array> {
  const reader = body.getReader();
  const chunks: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.byteLength;
    if (length > MAX_BODY_BYTES) {
      // Not cancelled: that would end the connection before the 413 is on its way.
      reader.releaseLock();
      throw tooLarge();
    }
    chunks.push(value);
  }
  return Buffer.concat(chunks);
}

/** The parsed JSON of a request; 415 when it is something else, 413 when it is over 16 KB, which is never read to its end. */
export async function readJson(request: Request): Promise<unknown> {
  checkContentType(request);
  if (Number(request.headers.get('content-length') ?? 0) > MAX_BODY_BYTES) throw tooLarge();
  const bytes = request.body === null ? new Uint8Array() : await readBytes(request.body);
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new ApiError('unsupported_media_type', 'The body is not JSON.');
  }
}
