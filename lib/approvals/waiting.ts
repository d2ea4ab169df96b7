import 'server-only';
import type { Actor } from '../domain/action/action';
import { APPROVAL_MS, type Approval, type ApprovalEnd, askerNow } from '../domain/action/approval';
import type { EpochMs } from '../domain/observation/observation';
import type { Store } from '../store/store';

export interface WaitingParts {
  readonly store: Store;
  readonly now: () => EpochMs;
  /** Milliseconds on a clock that nobody sets. */
  readonly monotonic: () => number;
  /** Told what waits on an instance, each time that changes. */
  readonly onChange: (instanceId: string, waiting: Approval | null) => void;
}

interface Kept {
  readonly approval: Approval;
  /** On the monotonic clock: a wall clock that is set back gives nobody more time. */
  readonly endsAt: number;
}

/** What waits for a second person, as the store has it: one request of an instance at most. */
export class Waiting {
  readonly #parts: WaitingParts;
  readonly #kept = new Map<string, Kept>();
  #changes = 0;

  constructor(parts: WaitingParts) {
    this.#parts = parts;
  }

  /** Reads it again: another process may have asked or decided. What is asked or decided here meanwhile is newer than what was read. */
  async load(): Promise<void> {
    let all: readonly Approval[];
    let changes: number;
    do {
      changes = this.#changes;
      all = await this.#parts.store.waitingApprovals();
    } while (changes !== this.#changes);
    for (const { approval } of [...this.#kept.values()]) {
      if (!all.some(({ id }) => id === approval.id)) this.#forget(approval);
    }
    for (const approval of all) this.add(approval);
  }

  all(): readonly Approval[] {
    return [...this.#kept.values()].map(({ approval }) => approval);
  }

  of(instanceId: string): Approval | null {
    return this.#kept.get(instanceId)?.approval ?? null;
  }

  add(approval: Approval): void {
    const { now, monotonic, onChange } = this.#parts;
    if (this.of(approval.instanceId)?.id === approval.id) return;
    const left = Math.min(APPROVAL_MS, approval.endsAt - now());
    this.#kept.set(approval.instanceId, { approval, endsAt: monotonic() + left });
    this.#changes += 1;
    onChange(approval.instanceId, approval);
  }

  /** Has it waited its time, though the store may not say so yet? */
  isOver({ id, instanceId, status, endsAt }: Approval): boolean {
    const { now, monotonic } = this.#parts;
    const kept = this.#kept.get(instanceId);
    const isLate = kept?.approval.id === id && monotonic() >= kept.endsAt;
    return status === 'waiting' && (isLate || now() >= endsAt);
  }

  /** Ends it without an approval; null when it waited no more. */
  async end(approval: Approval, end: Omit<ApprovalEnd, 'at'>): Promise<Approval | null> {
    const { store, now } = this.#parts;
    const ended = await store.endApproval(approval.id, { ...end, at: now() });
    this.#forget(approval);
    return ended;
  }

  /** Who asked, with the role that they have now; null when they may not act any more. */
  async askerNow({ asker }: Approval): Promise<Actor | null> {
    const { store, now } = this.#parts;
    const people = asker.personId === null ? [] : await store.listPeople();
    const tokens = asker.tokenId === null ? [] : await store.listTokens();
    return askerNow(asker, people, tokens, now());
  }

  #forget({ id, instanceId }: Approval): void {
    if (this.of(instanceId)?.id !== id) return;
    this.#kept.delete(instanceId);
    this.#changes += 1;
    this.#parts.onChange(instanceId, null);
  }
}
