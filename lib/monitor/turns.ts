import 'server-only';
import type { InstanceView } from '../domain/state/instance-view';
import type { EpochMs } from '../domain/observation/observation';
import type { InLanguage } from '../domain/words/words';
import { log } from '../log/log';
import type { Hearer, InstanceWatch } from './instance-watch';
import type { Recording } from './recording';
import type { Turn } from './turn';
import type { Views } from './views';

export interface TurnsOptions {
  readonly now: () => EpochMs;
  /** Called with each poll, with what is told then, before anything is kept: the live state waits for no store. */
  readonly onView: (told: InLanguage<InstanceView>) => void;
  /** Called after each turn was kept, in order of the turns of one instance. */
  readonly onTurn: (instanceId: string, turn: Turn) => void;
  /** Called after each turn of an instance that somebody else records: nothing of it is kept. Absent: everything is recorded here. */
  readonly onFollowed?: (instanceId: string, turn: Turn) => void;
}

/** What a turn is made of: a poll, what is told of it, and what is kept of it. */
export class Turns {
  readonly #options: TurnsOptions;
  readonly #recording: Recording;
  readonly #views: Views;
  readonly #isWatched: (instanceId: string) => boolean;
  /** When a poll ended last, on a clock that nobody sets. */
  #polledAt: number | null = null;

  constructor(options: TurnsOptions, recording: Recording, views: Views, isWatched: (instanceId: string) => boolean) {
    this.#options = options;
    this.#recording = recording;
    this.#views = views;
    this.#isWatched = isWatched;
  }

  /** Milliseconds since a poll ended last, whichever instance it was of; null before the first. */
  get sincePollMs(): number | null {
    return this.#polledAt === null ? null : performance.now() - this.#polledAt;
  }

  /** Never rejects. */
  async take(watch: InstanceWatch, hearer: Hearer): Promise<void> {
    const { id } = watch.instance;
    try {
      const turn = await watch.poll(this.#options.now, hearer);
      this.#polledAt = performance.now();
      if (!this.#isWatched(id)) return;
      if (!this.#recording.has(watch)) {
        watch.leave(turn);
        return this.#options.onFollowed?.(id, turn);
      }
      await this.#recording.keep(watch, turn, performance.now());
      if (this.#isWatched(id)) this.#options.onTurn(id, turn);
    } catch (error) {
      log.error({ instance: id, err: error }, 'a turn of the monitor failed');
    }
  }

  /** Who hears of the polls of this instance. */
  hearerOf(watch: InstanceWatch): Hearer {
    const { id } = watch.instance;
    return {
      learn: () => this.#recording.learn(watch),
      beside: () => {
        if (this.#isWatched(id)) this.#views.seeRun(watch);
        return this.#views.beside(watch);
      },
      tell: (view) => {
        if (this.#isWatched(id)) this.#options.onView(view);
      },
    };
  }
}
