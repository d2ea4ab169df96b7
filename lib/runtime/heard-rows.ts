import 'server-only';
import type { Save } from '../domain/save/save';
import { log } from '../log/log';
import type { Store } from '../store/store';
import type { Broadcast } from './broadcast';

/** So long rows are gathered, in milliseconds: of many that come at once each is not asked for by itself. */
const GATHER_MS = 20;

/** Rows of the history that other Savepoints wrote, told to the pages of this one. */
export class HeardRows {
  readonly #store: Pick<Store, 'savesOf' | 'eventsOf'>;
  readonly #broadcast: Broadcast;
  readonly #onSave: (save: Save) => void;
  readonly #ids = { saves: new Set<string>(), events: new Set<string>() };
  #timer: NodeJS.Timeout | null = null;
  #telling: Promise<void> = Promise.resolve();

  /** `onSave` is told of each save before the pages are. */
  constructor(store: Pick<Store, 'savesOf' | 'eventsOf'>, broadcast: Broadcast, onSave: (save: Save) => void) {
    this.#store = store;
    this.#broadcast = broadcast;
    this.#onSave = onSave;
  }

  hear(table: 'saves' | 'events', id: string): void {
    this.#ids[table].add(id);
    this.#timer ??= setTimeout(() => this.#tellNext(), GATHER_MS).unref();
  }

  /** In their order: of two reads at once the earlier could come back last, and its save would run for ever. */
  #tellNext(): void {
    this.#timer = null;
    this.#telling = this.#telling.then(() => this.#tell());
  }

  async #tell(): Promise<void> {
    const { saves, events } = this.#ids;
    const [saveIds, eventIds] = [[...saves], [...events]];
    saves.clear();
    events.clear();
    try {
      for (const save of await this.#store.savesOf(saveIds)) {
        this.#onSave(save);
        this.#broadcast.send({ kind: 'save', save });
      }
      for (const event of await this.#store.eventsOf(eventIds)) this.#broadcast.send({ kind: 'event', event });
    } catch (error) {
      log.error({ err: error }, 'rows that another Savepoint wrote could not be read');
    }
  }
}
