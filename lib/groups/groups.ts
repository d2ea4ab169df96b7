import 'server-only';
import { setTimeout as pause } from 'node:timers/promises';
import type { RegisteredGroup } from '../domain/group/group';
import type { GroupKind } from '../domain/group/group-of';
import type { RegisteredInstance } from '../domain/instance/instance';
import { log } from '../log/log';
import type { KeptMember } from '../store/group-store';
import type { AuditFacts } from '../store/audit-facts';
import { GroupWatch, type GroupParts } from './group-watch';

/** A group as it is told of. */
export interface GroupState {
  readonly name: string;
  readonly kind: GroupKind;
  /** What is wrong or not known, a sentence each. */
  readonly problems: readonly string[];
}

/** Follows every group, each at its own pace: one whose Sentinels are silent holds up no other. */
export class Groups {
  readonly #watches: readonly GroupWatch[];
  readonly #everyMs: number;
  readonly #ending = new AbortController();
  #loops: readonly Promise<void>[] = [];

  /** `everyMs`: from the end of one round of questions to the next. */
  constructor(groups: readonly RegisteredGroup[], everyMs: number, parts: GroupParts) {
    this.#everyMs = everyMs;
    this.#watches = groups.map((group) => new GroupWatch(group, parts));
  }

  /** The members that were known before a restart. Those of a group that is registered no more are left alone. */
  recall(kept: readonly KeptMember[]): readonly RegisteredInstance[] {
    return this.#watches.flatMap((watch) => watch.recall(kept.filter(({ group }) => group === watch.group.name)));
  }

  start(): void {
    this.#loops = this.#watches.map((watch) => this.#follow(watch));
  }

  /** Resolves when nobody is asked any more, and nobody is added. */
  async stop(): Promise<void> {
    this.#ending.abort();
    for (const watch of this.#watches) watch.close();
    await Promise.all(this.#loops);
  }

  states(): readonly GroupState[] {
    return this.#watches.map(({ group: { name, kind }, problems }) => ({ name, kind, problems }));
  }

  /** Takes out a member that its group no longer announces: see `GroupWatch.remove`. */
  async remove(id: string, entry: AuditFacts): Promise<boolean> {
    for (const watch of this.#watches) if (await watch.remove(id, entry)) return true;
    return false;
  }

  async #follow(watch: GroupWatch): Promise<void> {
    const { signal } = this.#ending;
    while (!signal.aborted) {
      try {
        await watch.round();
      } catch (error) {
        log.error({ group: watch.group.name, err: error }, 'a group could not be followed');
      }
      await pause(this.#everyMs, undefined, { signal }).catch(() => undefined);
    }
  }
}
