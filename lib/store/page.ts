import 'server-only';
import type { EpochMs } from '../domain/observation/observation';

/** A page of a list, newest first. `next` is the cursor of the following page, null at the end. */
export interface Page<T> {
  readonly rows: readonly T[];
  readonly next: string | null;
}

/** Which page: `before` is a cursor from an earlier page. A cursor that is none of ours throws `InvalidCursorError`. */
export interface PageRequest {
  readonly instanceId?: string;
  readonly limit: number;
  readonly before?: string;
}

/** Which saves: all, or those that wrote no snapshot (as pictures count the failed); from `from` to before `to`, by what the list is ordered by. */
export interface SavesRequest extends PageRequest {
  readonly outcome?: 'failed';
  readonly from?: EpochMs;
  readonly to?: EpochMs;
}
