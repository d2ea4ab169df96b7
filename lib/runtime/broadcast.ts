import 'server-only';
import type { InstanceView } from '../domain/state/instance-view';
import type { InLanguage } from '../domain/words/words';
import { EN } from '../domain/words/en';
import { log } from '../log/log';
import type { Change } from './facade';
import { isAlike } from './is-alike';

/** Tells every open page what changed, and leaves out what did not. */
export class Broadcast {
  readonly #listeners = new Set<(change: Change) => void>();
  readonly #told = new Map<string, InstanceView>();

  subscribe(listener: (change: Change) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  send(change: Change): void {
    for (const listener of this.#listeners) {
      try {
        listener(change);
      } catch (error) {
        log.error({ err: error }, 'a listener failed');
      }
    }
  }

  /** Sends a view only if something besides its age changed: judged in English alone, whoever listens. */
  sendView(told: InLanguage<InstanceView>): void {
    const view = told(EN);
    const before = this.#told.get(view.id);
    if (before !== undefined && isAlike({ ...before, observedAt: view.observedAt }, view)) return;
    this.#told.set(view.id, view);
    this.send({ kind: 'instance', view: told });
  }

  forget(instanceId: string): void {
    this.#told.delete(instanceId);
  }
}
