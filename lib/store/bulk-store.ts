import 'server-only';
import type { Actor } from '../domain/action/action';
import type { BulkSave } from '../domain/action/bulk';

/** The part of the store that keeps how far bulk saves have come, for whoever does not run them. */
export interface BulkStore {
  /** Keeps it as it is now; of those that have ended the latest ones stay. Gives who asked for its stop, wherever that was; null: nobody did. */
  keepBulk(save: BulkSave): Promise<Actor | null>;
  /** As it was kept last; null where there is none of that id any more. */
  getBulk(id: string): Promise<BulkSave | null>;
  /** One without an end, else the one that was begun last; null where there is none. */
  latestBulk(): Promise<BulkSave | null>;
  /** Those without an end. */
  openBulks(): Promise<readonly BulkSave[]>;
  /** Asks whoever runs it to begin nothing more; the first who asked stays. Nothing happens to one that has ended. */
  askBulkStop(id: string, actor: Actor): Promise<void>;
}
