import 'server-only';

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
