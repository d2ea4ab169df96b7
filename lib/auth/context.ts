import 'server-only';
import type { Actor, AuditKind } from '../domain/action/action';
import { ADDRESS_HEADER } from '../domain/access/door-headers';
import type { EpochMs } from '../domain/observation/observation';
import type { Store } from '../store/store';
import type { AuditFacts } from '../store/audit-facts';
import type { Library } from './library';
import type { RememberedSessions } from './remembered-sessions';

/** What the parts of lib/auth share. */
export interface AuthContext {
  readonly store: Store;
  /** Loaded when it is asked for first. */
  readonly library: () => Promise<Library>;
  readonly remembered: RememberedSessions;
  readonly now: () => EpochMs;
  readonly newId: () => string;
  /** Called when the audit has new entries. */
  readonly onAudit: () => void;
}

/** Who asks, before anybody is known: in audit entries about signing in. */
export const ANYBODY: Actor = { kind: 'user', name: 'somebody', role: 'viewer' };

/** An audit entry about who may do what. */
export function accessEntry(
  { now }: Pick<AuthContext, 'now'>,
  actor: Actor,
  message: string,
  kind: AuditKind = 'access-changed',
): AuditFacts {
  const outcome = kind === 'sign-in-failed' ? 'not-applied' : 'applied';
  return { at: now(), kind, actor, instanceId: null, outcome, message, action: null };
}

/** Keeps an entry of the audit, and tells the pages of it. */
export async function record(ctx: AuthContext, entry: AuditFacts): Promise<void> {
  await ctx.store.keepEntry(entry);
  ctx.onAudit();
}

/** Where a request comes from, as the door told it. */
export function addressIn(headers: Headers): string {
  return headers.get(ADDRESS_HEADER) ?? 'unknown';
}
