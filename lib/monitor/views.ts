import 'server-only';
import type { EpochMs } from '../domain/observation/observation';
import type { Override } from '../domain/action/override';
import type { InstanceView } from '../domain/state/instance-view';
import type { InLanguage } from '../domain/words/words';
import type { Beside, InstanceWatch } from './instance-watch';
import { Runs } from './runs';

/** What is told of each instance, with what the others mean for it. */
export class Views {
  readonly #watched: ReadonlyMap<string, { readonly watch: InstanceWatch }>;
  readonly #now: () => EpochMs;
  /** The store takes what is to be kept. */
  readonly #isKept: () => boolean;
  readonly #runs = new Runs();
  /** Those with an override. */
  readonly #overridden = new Set<string>();

  constructor(
    watched: ReadonlyMap<string, { readonly watch: InstanceWatch }>,
    now: () => EpochMs,
    isKept: () => boolean,
  ) {
    this.#watched = watched;
    this.#now = now;
    this.#isKept = isKept;
  }

  /** What is told of an instance as of now, in any language. */
  of(watch: InstanceWatch): InLanguage<InstanceView> {
    return watch.viewAt(this.#now(), this.beside(watch));
  }

  all(): readonly InLanguage<InstanceView>[] {
    return [...this.#watched.values()].map(({ watch }) => this.of(watch));
  }

  beside(watch: InstanceWatch): Beside {
    // Each would look at each of the others with every poll.
    const failover = this.#overridden.size === 0 ? null : watch.failoverAmong(this.#watched.values());
    const twins = this.#runs
      .othersOf(watch.instance.id)
      .flatMap((id) => this.#watched.get(id)?.watch.instance.name ?? []);
    return { recording: this.#isKept(), failover, twins };
  }

  /** Notes which process an instance shows by its latest look: it counts for what is told of the others. */
  seeRun({ instance, latest }: InstanceWatch): void {
    this.#runs.see(instance.id, latest?.kind === 'facts' ? latest.facts.server.runId : null);
  }

  /** Notes which override is open on an instance. */
  seeOverride(instanceId: string, override: Override | null): void {
    if (override === null) this.#overridden.delete(instanceId);
    else this.#overridden.add(instanceId);
  }

  forget(instanceId: string): void {
    this.#overridden.delete(instanceId);
    this.#runs.forget(instanceId);
  }
}
