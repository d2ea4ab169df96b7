/** A file as the configuration names it. */
export interface ConfiguredFile {
  /** Absolute. */
  readonly path: string;
  /** The file of the configuration, the line and the field, to begin a sentence with. */
  readonly where: string;
}

/** What TLS is spoken with, besides what Node knows by itself. All from savepoint.yaml: whoever registers over the API may not have files read. */
export interface TlsSettings {
  /** The authorities that are believed, and no others. Null: those that Node knows. */
  readonly ca: ConfiguredFile | null;
  /** The certificate that is shown, and its key: both or neither. */
  readonly cert: ConfiguredFile | null;
  readonly key: ConfiguredFile | null;
  /** The name that the certificate has to be for, and that is asked for (SNI). Null: the host of the address. */
  readonly serverName: string | null;
}

/** All commands that Savepoint sends, by their own names. */
export const SENT_COMMANDS = ['auth', 'info', 'ping', 'config', 'bgsave', 'multi', 'exec', 'acl'] as const;
export type SentCommand = (typeof SENT_COMMANDS)[number];

/**
 * The names that commands have on one server, where `rename-command` gave them others; null: it is disabled there. Who knows them may run
 * what was to be out of reach: they are secrets, in no page, log or answer.
 */
export type CommandNames = Readonly<Partial<Record<SentCommand, string | null>>>;
