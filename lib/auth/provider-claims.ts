import 'server-only';
import { createHash } from 'node:crypto';
import type { EpochMs } from '../domain/observation/observation';
import { isPrintable } from '../domain/text/printable';

/** What a provider says of somebody, as far as it counts here. */
export interface Claims {
  readonly subject: string;
  readonly name: string;
  /** Nobody else has this one. */
  readonly otherName: string;
  readonly groups: readonly string[];
  /** When they last showed the provider who they are; null where it does not tell. */
  readonly seenAt: EpochMs | null;
}

/** Printable ASCII: letters that look like others would make one address look like another. */
const EMAIL = /^[!-?A-~]{1,64}@[a-z0-9](?:[a-z0-9.-]{0,188}[a-z0-9])?$/i;
const USERNAME = /^[\p{L}\p{N}][\p{L}\p{N}._@+ -]{0,79}$/u;
const SUBJECT = /^[!-~]{1,80}$/;

/**
 * Reads claims that were verified. A name is an address that the provider has verified, or begins with the provider's host and a colon:
 * no local account can be called so. Null without a subject.
 */
export function claimsOf(
  raw: Readonly<Record<string, unknown>>,
  { issuer, groupsClaim }: { readonly issuer: string; readonly groupsClaim: string },
): Claims | null {
  const { sub, email, email_verified: isVerified, preferred_username: username, auth_time: seen } = raw;
  if (typeof sub !== 'string' || sub === '' || sub.length > 255) return null;
  const { host } = new URL(issuer);
  const otherName = `${host}:${SUBJECT.test(sub) ? sub : createHash('sha256').update(sub).digest('hex').slice(0, 16)}`;
  const groups = raw[groupsClaim];
  return {
    subject: sub,
    name: verifiedEmail(email, isVerified) ?? ownUsername(username, host) ?? otherName,
    otherName,
    groups: [groups].flat().filter((group) => typeof group === 'string'),
    seenAt: typeof seen === 'number' && Number.isFinite(seen) ? seen * 1000 : null,
  };
}

function verifiedEmail(email: unknown, isVerified: unknown): string | null {
  const counts = typeof email === 'string' && (isVerified === true || isVerified === 'true') && EMAIL.test(email);
  return counts ? email.toLowerCase() : null;
}

function ownUsername(username: unknown, host: string): string | null {
  const name = typeof username === 'string' ? username.normalize('NFC').trim() : '';
  return USERNAME.test(name) && isPrintable(name) ? `${host}:${name}` : null;
}
