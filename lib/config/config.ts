import 'server-only';
import type { Environment, RegisteredInstance } from '../domain/instance/instance';
import type { Receiver } from '../domain/notice/receiver';
import type { RegisteredGroup } from '../domain/group/group';
import type { OutboundRules } from '../domain/instance/outbound';
import type { ProviderRules, ProxyRules, Subnet } from '../domain/access/sign-in-rules';

/** Everything Savepoint is told at its start, parsed once. */
export interface Config {
  readonly port: number;
  /** Absolute. */
  readonly dataDir: string;
  /** The Postgres in which everything is kept; null: in a file in `dataDir`. Holds a password: never serialise it. */
  readonly databaseUrl: string | null;
  readonly pollIntervalMs: number;
  /** How long saves and events are kept; the audit is kept for ever. */
  readonly retentionDays: number;
  /** From savepoint.yaml, then from the environment. */
  readonly instances: readonly RegisteredInstance[];
  /** Whose nodes are found while it runs. Hold secrets: never serialise one. */
  readonly groups: readonly RegisteredGroup[];
  /** Who is told elsewhere what happened. Holds secrets: never serialise one. */
  readonly receivers: readonly Receiver[];
  /** One sentence for each thing wrong with an entry that is therefore left out. Without secrets. */
  readonly problems: readonly string[];
  /** Where connections may go. */
  readonly outbound: OutboundRules;
  readonly adminToken: string | null;
  /** False: whoever reaches the loopback address is the local operator. */
  readonly signIn: boolean;
  /** Where a second person has to approve that the guard is switched off. */
  readonly secondPersonIn: readonly Environment[];
  /** Made at the start where nobody can administer yet. */
  readonly firstAdministrator: { readonly name: string; readonly password: string } | null;
  /** Where people may sign in besides. */
  readonly provider: ProviderRules | null;
  /** Who tells who asks, besides. */
  readonly proxy: ProxyRules | null;
  /** Whose word counts for where a request came from. */
  readonly trustedProxies: readonly Subnet[];
  /** The address it listens on. */
  readonly host: string;
  /** Each audit entry is written to the log as well: for those who keep it elsewhere. */
  readonly auditToLog: boolean;
  /** `https://savepoint.example.org`, without a slash at the end. */
  readonly publicOrigin: string | null;
  /** Where the key comes from that encrypts stored credentials. */
  readonly secretKeyEnv: {
    readonly SAVEPOINT_SECRET_KEY: string | undefined;
    readonly SAVEPOINT_SECRET_KEY_FILE: string | undefined;
  };
}

/** Savepoint cannot start like this. The message is one sentence for a person, without secrets. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}
