import 'server-only';
import { judgeNotices, type Held } from '../domain/notice/judge';
import type { NoticeLook } from '../domain/notice/look';
import type { InstanceNotice, NoticeDraft } from '../domain/notice/notice';
import { wants, type Receiver } from '../domain/notice/receiver';
import type { EpochMs } from '../domain/observation/observation';
import { log } from '../log/log';
import type { Store } from '../store/store';

export interface TellerParts {
  readonly store: Store;
  readonly receivers: readonly Receiver[];
  readonly now: () => EpochMs;
  /** Milliseconds on a clock that nobody sets. */
  readonly monotonic: () => number;
  readonly newId: () => string;
  /** The page that shows an instance. */
  readonly linkOf: (instanceId: string) => string;
  /** Called when something was kept for these receivers. */
  readonly onTold: (receivers: readonly Receiver[]) => void;
}

interface Told {
  open: readonly InstanceNotice[];
  held: Held;
  lookedAt: number;
  /** A look that is being kept: the next one sees what came of it. */
  keeping: Promise<void> | null;
}

/** Keeps what is to be told, against what was told last: what the store did not take is found again by the next look. */
export class Teller {
  readonly #parts: TellerParts;
  readonly #told = new Map<string, Told>();
  #isLoaded = false;
  #problem: string | null = null;

  constructor(parts: TellerParts) {
    this.#parts = parts;
  }

  /** Looks at an instance after a poll of it; what is to be told is kept in the background. */
  look(instanceId: string, seen: Omit<NoticeLook, 'elapsedMs'>): void {
    const told = this.#of(instanceId);
    told.keeping ??= this.#keep(told, seen)
      .then(() => void (this.#problem = null))
      .catch((error: unknown) => this.#tellProblem(instanceId, error))
      .finally(() => (told.keeping = null));
  }

  /** Another Savepoint told of an instance until now: goes on with what it has told. */
  async recall(instanceId: string): Promise<void> {
    await this.#load();
    const told = this.#of(instanceId);
    await told.keeping;
    Object.assign(told, { held: {}, lookedAt: -Infinity });
    await this.#reload(told, instanceId);
  }

  /** Resolves when no look is being kept. */
  async settled(): Promise<void> {
    await Promise.all([...this.#told.values()].map(({ keeping }) => keeping));
  }

  /** Nobody watches it any more: what is open of it has no end that could be told. */
  async forget(instanceId: string): Promise<void> {
    const told = this.#told.get(instanceId);
    this.#told.delete(instanceId);
    // A look that began before may keep one more.
    await told?.keeping;
    await this.#parts.store.closeNotices(instanceId);
  }

  async #keep(told: Told, seen: Omit<NoticeLook, 'elapsedMs'>): Promise<void> {
    await this.#load();
    const now = this.#parts.monotonic();
    const elapsedMs = told.lookedAt === -Infinity ? 0 : now - told.lookedAt;
    const { changes, closed, held } = judgeNotices(told.open, told.held, { ...seen, elapsedMs });
    for (const change of changes) await this.#tell(told, change);
    for (const notice of closed) {
      await this.#parts.store.closeNotices(notice.instance.id, notice.dedupKey);
      told.open = told.open.filter(({ dedupKey }) => dedupKey !== notice.dedupKey);
    }
    // Of a look that could not be kept nothing is remembered: the next one counts on from the one before.
    told.held = held;
    told.lookedAt = now;
  }

  async #tell(told: Told, draft: NoticeDraft): Promise<void> {
    const { store, receivers, newId, linkOf, now, onTold } = this.#parts;
    const notice: InstanceNotice = { ...draft, id: newId(), link: linkOf(draft.instance.id) };
    const mine = receivers.filter((receiver) => wants(receiver, notice));
    const names = mine.map(({ name }) => name);
    if (!(await store.tellNotice(notice, names, now()))) return this.#reload(told, notice.instance.id);
    told.open =
      notice.change === 'started'
        ? [...told.open, notice]
        : told.open.filter(({ dedupKey }) => dedupKey !== notice.dedupKey);
    onTold(mine);
  }

  /** Another Savepoint on the same data told it. */
  async #reload(told: Told, instanceId: string): Promise<void> {
    const open = await this.#parts.store.openNotices();
    told.open = open.filter(({ instance }) => instance.id === instanceId);
  }

  /** What was told before this start. */
  async #load(): Promise<void> {
    if (this.#isLoaded) return;
    const open = await this.#parts.store.openNotices();
    // Looks of several instances may wait for it at once.
    if (this.#isLoaded) return;
    this.#isLoaded = true;
    for (const notice of open) {
      const told = this.#of(notice.instance.id);
      told.open = [...told.open, notice];
    }
  }

  #of(instanceId: string): Told {
    const known = this.#told.get(instanceId) ?? { open: [], held: {}, lookedAt: -Infinity, keeping: null };
    this.#told.set(instanceId, known);
    return known;
  }

  #tellProblem(instanceId: string, error: unknown): void {
    const problem = error instanceof Error ? error.message : 'The store did not answer.';
    if (problem !== this.#problem) log.error({ instance: instanceId, err: error }, 'a notice could not be kept');
    this.#problem = problem;
  }
}
