import 'server-only';

/** A row that another Savepoint on the same data has changed. */
export interface News {
  readonly table: string;
  /** Of the row; of an incident its number. */
  readonly id: string;
  readonly instanceId: string;
}

/** Who records instances, as the store tells it to. */
export interface Recorder {
  /** Those that are watched here. */
  ids(): readonly string[];
  /** Is it recorded here? */
  records(instanceId: string): boolean;
  /** They are recorded here from now on, as after a restart. Those that are not then are offered again. */
  begin(ids: readonly string[]): Promise<void>;
  /** Somebody else is to record them. Gives those of which all that was seen is kept by now, and that are recorded here no more. */
  end(ids: readonly string[]): Promise<readonly string[]>;
  /** They are recorded here no more, whatever waits to be kept. */
  drop(ids: readonly string[]): void;
  /** Others may be there no more: what they had open is nobody's then. */
  onGone(): void;
  /** Another Savepoint changed something. */
  onNews(news: News): void;
  /** What others changed may have gone unheard. */
  onMissed(): void;
}

/** The Savepoints that share what is kept. Each instance is recorded by one of them. */
export interface Members {
  /** Begins to take part; resolves once what nobody else records is recorded here. Rejects with `StoreError`. */
  share(recorder: Recorder): Promise<void>;
  /** Does another Savepoint watch it, as of the latest beat? One may know an instance that this one was not told of yet. */
  isWatchedElsewhere(instanceId: string): boolean;
  /** Those that are watched here have changed. */
  stir(): void;
  /** Why it is not known whether this one is still alive to the others, in a sentence; null while it is. */
  readonly problem: string | null;
}
