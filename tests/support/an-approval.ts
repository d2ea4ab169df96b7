import type { Approval } from '../../lib/domain/action/approval';
import { APPROVAL_MS } from '../../lib/domain/action/approval';
import type { Principal } from '../../lib/domain/access/principal';
import { OPERATOR, T0 } from './store-samples';

/** What oncall-1 asks a second person for, as it is kept; `changed` makes it another. */
export function anApproval(id: string, changed: Partial<Approval> = {}): Approval {
  return {
    id,
    instanceId: 'orders-primary',
    asker: { actor: OPERATOR, personId: 'p-1', tokenId: null, tokenMadeBy: null },
    request: {
      value: 'no',
      expected: 'yes',
      confirm: 'orders-primary',
      reason: 'checkout down, INC-4312',
      until: null,
      rewrite: false,
      runId: 'f'.repeat(40),
    },
    askedAt: T0,
    endsAt: T0 + APPROVAL_MS,
    status: 'waiting',
    decidedBy: null,
    decidedAt: null,
    note: null,
    actionId: null,
    ...changed,
  };
}

/** Somebody who is signed in with an account, and gave the password at `confirmedAt`. */
export function aPerson(
  name: string,
  personId: string,
  confirmedAt: number,
  role: Principal['actor']['role'] = 'operator',
): Principal {
  const session = { id: `s-${name}`, personId, confirmedAt, confirmsBy: 'password' } as const;
  return { actor: { kind: 'user', name, role }, by: 'session', session };
}
