/** Why Redis did not do what a command asked for, as facts. It holds none of Redis's own words. */
export type CommandRefusal =
  | { readonly kind: 'not-permitted'; readonly user: string; readonly command: string }
  | { readonly kind: 'needs-password' | 'loading' | 'busy' | 'primary-lost' | 'read-only' }
  | { readonly kind: CommandTrouble; readonly command: string };

/**
 * What is the matter with a command for everybody, whoever asks: there is none of its name; the configuration says that it is disabled; or
 * gives it a name that is none there; the service has it and does not let it through; or it is refused in words that Savepoint does not know.
 */
export type CommandTrouble = 'no-such-command' | 'disabled-command' | 'misnamed-command' | 'not-offered' | 'refused';

/** Why a fact could not be read. */
export type Unreadable =
  | CommandRefusal
  | { readonly kind: 'setting-refused'; readonly refusal: CommandRefusal }
  | { readonly kind: 'no-such-setting' | 'odd-setting' | 'odd-ping' };
