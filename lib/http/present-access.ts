import 'server-only';
import type {
  Person as PersonBody,
  Session as SessionBody,
  SessionState,
  Token as TokenBody,
} from '../contracts/access';
import { CONFIRMED_FOR_MS, type ApiToken, type Person, type Principal, type Session } from '../domain/access/principal';
import type { Savepoint } from '../runtime/facade';
import { isoTime, isoTimeOrNull } from './time';

/** Who asks, and how one signs in here. */
export function presentSessionState(principal: Principal | null, { auth }: Savepoint): SessionState {
  const session = principal?.session ?? null;
  return {
    actor: principal === null ? null : { ...principal.actor },
    by: principal?.by ?? null,
    confirmedUntil: session === null ? null : isoTime(session.confirmedAt + CONFIRMED_FOR_MS),
    confirms: session?.confirmsBy ?? null,
    signIn: {
      required: auth.signInIsOn,
      needsSetUp: auth.needsSetUp(),
      provider: auth.provider === null ? null : { name: auth.provider.name },
    },
  };
}

export function presentPerson({ id, name, role, signsInBy, disabled, createdAt }: Person): PersonBody {
  return { id, name, role, signsInBy, disabled, createdAt: isoTime(createdAt) };
}

export function presentSession(session: Session, principal: Principal | null): SessionBody {
  const { id, name, startedAt, seenAt, endsAt, address, userAgent } = session;
  const times = { startedAt: isoTime(startedAt), seenAt: isoTime(seenAt), endsAt: isoTime(endsAt) };
  return { id, name, ...times, address, userAgent, current: id === principal?.session?.id };
}

export function presentToken({ id, name, role, createdBy, createdAt, endsAt }: ApiToken): TokenBody {
  return { id, name, role, createdBy, createdAt: isoTime(createdAt), endsAt: isoTimeOrNull(endsAt) };
}
