import 'server-only';
import { createHash, timingSafeEqual } from 'node:crypto';

/** SHA-256 in hex: of a random secret that is enough to know it again. */
export function hashOfToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** Are they equal? Takes as long whatever the answer is. */
export function sameSecret(given: string, secret: string): boolean {
  // Digests have one length, which timingSafeEqual needs, and tell nothing about the length of the secret.
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(secret));
}
