import type { ActorRole } from '../../lib/domain/action/action';
import type { AskedBy, Principal } from '../../lib/domain/access/principal';
import { holdStub, NOW } from './stub-savepoint';

export const OWN = 'http://127.0.0.1:3000';
export const REGISTER = { name: 'orders', url: 'redis://127.0.0.1:6379' };

/** What the held stub knows of who asks, and has seen. */
export interface Asker {
  /** Who asks next. */
  principal: Principal | null;
  /** How many requests got to what they were for. */
  reached: number;
}

type Call = (...args: never[]) => Promise<unknown>;

/** Holds a stub that takes every request for one of this asker, and counts those that every check let through. */
export function holdAsker(): Asker {
  const asker: Asker = { principal: null, reached: 0 };
  const counted = <T extends Call>(call: T): T =>
    ((...args: never[]) => {
      asker.reached += 1;
      return call(...args);
    }) as T;
  const stub = holdStub();
  const { auth, register, remove, triggerBgsave, setStopWrites } = stub;
  Object.assign(stub, {
    register: counted(register),
    remove: counted(remove),
    triggerBgsave: counted(triggerBgsave),
    setStopWrites: counted(setStopWrites),
    auth: {
      ...auth,
      principalOf: async () => asker.principal,
      signIn: counted(auth.signIn),
      signOut: counted(auth.signOut),
      addPerson: counted(auth.addPerson),
    },
  });
  return asker;
}

/** Somebody who is known by this. */
export function ofKind(by: AskedBy, role: ActorRole = 'admin', confirmedAt = NOW): Principal {
  const session = by === 'session' ? ({ id: 's', personId: 'p', confirmedAt, confirmsBy: 'password' } as const) : null;
  return { actor: { kind: by === 'token' ? 'token' : 'user', name: 'ada', role }, by, session };
}
