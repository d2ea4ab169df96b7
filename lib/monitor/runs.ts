import 'server-only';

/** Which instances showed which process last: two that show the same one are two names of one server. */
export class Runs {
  readonly #runOf = new Map<string, string>();
  readonly #of = new Map<string, Set<string>>();

  /** `runId` of the process that answers now; null where nothing was seen, or INFO does not tell. */
  see(instanceId: string, runId: string | null): void {
    const before = this.#runOf.get(instanceId) ?? null;
    if (before === runId) return;
    this.forget(instanceId);
    if (runId === null) return;
    this.#runOf.set(instanceId, runId);
    const same = this.#of.get(runId) ?? new Set();
    this.#of.set(runId, same.add(instanceId));
  }

  forget(instanceId: string): void {
    const runId = this.#runOf.get(instanceId);
    if (runId === undefined) return;
    this.#runOf.delete(instanceId);
    const same = this.#of.get(runId);
    same?.delete(instanceId);
    if (same?.size === 0) this.#of.delete(runId);
  }

  /** The ids of the other instances that show the same process. */
  othersOf(instanceId: string): readonly string[] {
    const same = this.#of.get(this.#runOf.get(instanceId) ?? '');
    return same === undefined || same.size < 2 ? [] : [...same].filter((id) => id !== instanceId);
  }
}
