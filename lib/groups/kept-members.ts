import 'server-only';
import { SAVEPOINT } from '../domain/action/action';
import { nodeAddress, type GroupMember } from '../domain/group/group';
import { memberIdOf } from '../domain/group/member-instance';
import { log } from '../log/log';
import type { KeptMember } from '../store/group-store';
import type { Store } from '../store/store';
import type { AuditFacts } from '../store/audit-facts';

/** What the store has of the members of one group. */
export class KeptMembers {
  readonly #group: string;
  readonly #store: Pick<Store, 'keepMember' | 'forgetMember'>;
  readonly #now: () => number;
  readonly #kept = new Map<string, number | null>();

  constructor(group: string, store: Pick<Store, 'keepMember' | 'forgetMember'>, now: () => number) {
    this.#group = group;
    this.#store = store;
    this.#now = now;
  }

  recall(kept: readonly KeptMember[]): void {
    for (const { instanceId, goneSince } of kept) this.#kept.set(instanceId, goneSince);
  }

  /** Keeps what is not kept yet. What a failing store does not take is offered again the next time: watching waits for no store. */
  async keep(members: readonly GroupMember[]): Promise<void> {
    for (const { host, port, goneSince } of members) {
      const instanceId = memberIdOf(this.#group, { host, port });
      if (this.#kept.get(instanceId) === goneSince) continue;
      const member = { instanceId, group: this.#group, host, port, goneSince };
      const message = `Found ${this.#group} ${nodeAddress(member)}: announced by its group.`;
      try {
        await this.#store.keepMember(member, this.#entry('registered', instanceId, message));
        this.#kept.set(instanceId, goneSince);
      } catch (error) {
        log.warn({ instance: instanceId, err: error }, 'a member of a group could not be kept');
        return;
      }
    }
  }

  /** Rejects where the store does not take it. `entry`: of the person who takes it out; absent, its time is over. */
  async forget(member: GroupMember, entry?: AuditFacts): Promise<void> {
    const instanceId = memberIdOf(this.#group, member);
    const message = `Removed ${this.#group} ${nodeAddress(member)}: its group no longer announces it.`;
    await this.#store.forgetMember(instanceId, entry ?? this.#entry('removed', instanceId, message));
    this.#kept.delete(instanceId);
  }

  #entry(kind: 'registered' | 'removed', instanceId: string, message: string): AuditFacts {
    return { at: this.#now(), kind, actor: SAVEPOINT, instanceId, outcome: 'applied', message, action: null };
  }
}
