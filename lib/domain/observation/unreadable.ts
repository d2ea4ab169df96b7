/** Why Redis did not do what a command asked for, as facts. It holds none of Redis's own words. */
export type CommandRefusal =
  | { readonly kind: 'not-permitted'; readonly user: string; readonly command: string }
  | { readonly kind: 'needs-password' | 'loading' | 'busy' | 'primary-lost' | 'read-only' }
  | { readonly kind: 'no-such-command' | 'refused'; readonly command: string };

/** Why a fact could not be read. */
export type Unreadable =
  | CommandRefusal
  | { readonly kind: 'setting-refused'; readonly refusal: CommandRefusal }
  | { readonly kind: 'no-such-setting' | 'odd-setting' | 'odd-ping' };
