import 'server-only';
import type { Credentials, Endpoint } from '../domain/instance/instance';

export interface RedisAddress {
  readonly endpoint: Endpoint;
  readonly database: number;
  readonly credentials: Credentials;
}

/** An address, or what is wrong with it in a sentence that never repeats the URL: it may hold a password. */
export type ParsedUrl =
  { readonly ok: true; readonly address: RedisAddress } | { readonly ok: false; readonly message: string };

const DEFAULT_PORT = 6379;
const MALFORMED =
  'This is not an address like redis://HOST:PORT; in a user name or password, characters such as @ : / # % are written percent-encoded (%40 for @).';

/**
 * Parses `redis://[[user]:password@]host[:port][/database]`, `rediss://` for TLS, `unix://[[user]:password@]/path[?db=n]`.
 * Every part is percent-decoded.
 */
export function parseRedisUrl(text: string): ParsedUrl {
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(text)?.[1]?.toLowerCase();
  try {
    if (scheme === 'unix') return parseUnix(text);
    if (scheme === 'redis' || scheme === 'rediss') return parseTcp(new URL(text), scheme === 'rediss');
  } catch {
    // Not a URL, or a percent sign that encodes nothing.
    return wrong(MALFORMED);
  }
  return wrong('An address starts with redis://, with rediss:// for TLS, or with unix:// for a socket.');
}

function parseTcp(url: URL, tls: boolean): ParsedUrl {
  if (url.search !== '' || url.hash !== '') return wrong(MALFORMED);
  const host = decodeURIComponent(url.hostname).replace(/^\[(.*)\]$/, '$1');
  if (host === '' || /[\s\p{Cc}/@]/u.test(host)) return wrong('The address names no host, as in redis://HOST:PORT.');
  const port = url.port === '' ? DEFAULT_PORT : Number(url.port);
  if (port === 0) return wrong('A port is a number from 1 to 65535.');
  const database = decodeURIComponent(url.pathname).replace(/^\//, '');
  return addressed({ kind: 'tcp', host, port, tls }, database, url.username, url.password);
}

function parseUnix(text: string): ParsedUrl {
  const parts = /^unix:\/\/(?:([^/@:]*)(?::([^/@]*))?@)?(\/[^?#]+)(?:\?db=([^&#]*))?$/i.exec(text);
  if (!parts) return wrong('A socket is written as unix:///PATH, with ?db=N behind it for another database than 0.');
  const [, username = '', password = '', path = '', database = ''] = parts;
  return addressed({ kind: 'unix', path: decodeURIComponent(path) }, database, username, password);
}

function addressed(endpoint: Endpoint, database: string, username: string, password: string): ParsedUrl {
  if (!/^\d{0,9}$/.test(database)) return wrong('A database is a number, as in redis://HOST:PORT/0.');
  if (username !== '' && password === '')
    return wrong('The address has a user name and no password; a password alone is written as redis://:PASSWORD@HOST.');
  const credentials = {
    username: decodeURIComponent(username) || null,
    password: decodeURIComponent(password) || null,
  };
  return { ok: true, address: { endpoint, database: Number(database), credentials } };
}

function wrong(message: string): ParsedUrl {
  return { ok: false, message };
}
