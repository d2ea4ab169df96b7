import 'server-only';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

const gzipped = promisify(gzip);

/** Shorter ones are hardly less, as Next has it. */
const WORTH_BYTES = 1024;

/** A text as it is sent: compressed where the reader takes that and it is long enough, which the headers of `answer` then say. */
export async function compressed(
  text: string,
  request: IncomingMessage,
  answer: ServerResponse,
): Promise<string | Buffer> {
  answer.setHeader('Vary', 'Accept-Encoding');
  if (text.length < WORTH_BYTES || !takesGzip(String(request.headers['accept-encoding'] ?? ''))) return text;
  answer.setHeader('Content-Encoding', 'gzip');
  return gzipped(text);
}

/** `gzip;q=0` is a refusal (RFC 9110, 12.5.3). */
function takesGzip(accepts: string): boolean {
  return /(?:^|,)\s*gzip\s*(?:,|$|;(?!\s*q=0(?:\.0+)?\s*(?:,|$)))/i.test(accepts);
}
