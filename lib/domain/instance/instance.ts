import type { GroupOf } from '../group/group-of';
import type { GuardValue } from '../observation/observation';
import type { CommandNames, ConfiguredFile, TlsSettings } from './reach';

export const ENVIRONMENTS = ['production', 'staging', 'development'] as const;
export type Environment = (typeof ENVIRONMENTS)[number];

/** Name and password for one Redis connection. Either may be absent. */
export interface Credentials {
  readonly username: string | null;
  readonly password: string | null;
}

/** The user that Redis takes these credentials for. */
export function userOf({ username }: Credentials): string {
  return username ?? 'default';
}

/** Where a registered instance comes from: a file with its line, a group there, the environment, or registered while running. */
export type Origin =
  | { readonly kind: 'file'; readonly path: string; readonly line: number }
  | { readonly kind: 'group'; readonly name: string; readonly path: string; readonly line: number }
  | { readonly kind: 'environment'; readonly variable: string }
  | { readonly kind: 'registered' };

/** How to reach a Redis or Valkey. */
export type Endpoint =
  | { readonly kind: 'tcp'; readonly host: string; readonly port: number; readonly tls: boolean }
  | { readonly kind: 'unix'; readonly path: string };

/**
 * A registered Redis or Valkey server. `observer` polls; `operator` acts, null when the instance is read-only here.
 * Holds secrets: never serialise one, present it through lib/http.
 */
export interface RegisteredInstance {
  readonly id: string;
  readonly name: string;
  readonly endpoint: Endpoint;
  readonly database: number;
  readonly observer: Credentials;
  readonly operator: Credentials | null;
  readonly environment: Environment;
  readonly expectedGuard: GuardValue;
  readonly tags: Readonly<Record<string, string>>;
  readonly origin: Origin;
  /** The group that it was found by. Absent: it was registered by itself. */
  readonly group?: GroupOf;
  /** The log of its server, on this machine: from savepoint.yaml alone. Absent: none is read. */
  readonly log?: LogFile;
  /** From savepoint.yaml alone. Absent: what Node knows by itself. */
  readonly tls?: TlsSettings;
  /** From savepoint.yaml alone. Absent: each command has its own name. */
  readonly commands?: CommandNames;
}

/** A log as the configuration names it. */
export type LogFile = ConfiguredFile;

/** True where the credentials that watch are those that act: then whoever registered it wants their rights. */
export function observerActs({ observer, operator }: Pick<RegisteredInstance, 'observer' | 'operator'>): boolean {
  return operator !== null && userOf(operator) === userOf(observer) && operator.password === observer.password;
}

/**
 * The id of an instance: its name in lower case, each run of characters other than a–z and 0–9 as one `-`, trimmed.
 * Empty when the name has no such character; the caller refuses that.
 */
export function instanceIdOf(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}

/** The address as a person writes it: `10.0.3.14:6379`, `[::1]:6379` or the socket's path. */
export function addressOf(endpoint: Endpoint): string {
  if (endpoint.kind === 'unix') return endpoint.path;
  const host = endpoint.host.includes(':') ? `[${endpoint.host}]` : endpoint.host;
  return `${host}:${endpoint.port}`;
}
