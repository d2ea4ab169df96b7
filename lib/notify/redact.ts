import 'server-only';
import type { Receiver } from '../domain/notice/receiver';
import { escaped } from '../domain/text/format';

const HIDDEN = '[hidden]';
/** Shorter parts of an address stand in any sentence. */
const LEAST = 4;

/** `hooks.example.org:8443`: all that is shown of an address. */
export function hostOf({ url }: Pick<Receiver, 'url'>): string {
  return new URL(url).host;
}

/**
 * The beginning of what a receiver said, fit to be shown: many repeat the path they were asked for, or the body, and with that what only
 * Savepoint and the receiver may know.
 */
export function shownOf(
  { said, isWhole }: { readonly said: string; readonly isWhole: boolean },
  receiver: Receiver,
): string {
  const secrets = secretsOf(receiver);
  const hidden = secrets.reduce((text, secret) => text.replaceAll(secret, HIDDEN), said);
  const shown = isWhole ? hidden : withoutBegun(hidden, secrets);
  return escaped(shown.replace(/\s+/g, ' ').trim());
}

/** Without the beginning of a secret at its end: the rest of it was not read. */
function withoutBegun(text: string, secrets: readonly string[]): string {
  const end = text.replace(/\ufffd+$/, '');
  const begun = secrets.map((secret) => {
    let length = Math.min(secret.length, end.length);
    while (length > 0 && !end.endsWith(secret.slice(0, length))) length -= 1;
    return length;
  });
  return end.slice(0, end.length - Math.max(0, ...begun));
}

/** Every part of an address but its host, and every key; longest first, as they are and as they may be written in HTML, JSON or an address. */
function secretsOf({ url, secret, routingKey }: Receiver): readonly string[] {
  const { username, password, pathname, search, searchParams } = new URL(url);
  // As they are sent: a receiver may repeat what it was asked with.
  const basic = Buffer.from(`${decoded(username)}:${decoded(password)}`).toString('base64');
  const parts = [
    ...[url, username, password, username + password === '' ? '' : basic, secret ?? '', routingKey ?? ''],
    ...[`${pathname}${search}`, pathname, ...pathname.split('/'), search.slice(1), ...searchParams.values()],
  ];
  const written = parts.flatMap((part) => [part, decoded(part), encodeURIComponent(part), inHtml(part), inJson(part)]);
  const known = [...new Set(written)].filter((part) => part.length >= LEAST && !COMMON.includes(part));
  return known.sort((a, b) => b.length - a.length);
}

/** Parts of paths that everybody knows. */
const COMMON = ['/v2/enqueue', 'enqueue', '/api/v2/alerts', 'alerts', 'services', 'webhook', 'webhooks', 'hooks'];

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function inHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

function inJson(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}
