import 'server-only';
import { createHmac, hkdfSync } from 'node:crypto';

const PURPOSE = 'savepoint fingerprint v1';
const BYTES = 32;

/**
 * How to tell equal texts from others without keeping them: HMAC-SHA-256 in hex, its key derived from `secretKey`. The same
 * over restarts, and without the key nobody can try out what the text was: a password may be in it.
 */
export function fingerprintWith(secretKey: Buffer): (text: string) => string {
  const key = Buffer.from(hkdfSync('sha256', secretKey, Buffer.alloc(0), PURPOSE, BYTES));
  return (text) => createHmac('sha256', key).update(text).digest('hex');
}
