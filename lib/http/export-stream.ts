import 'server-only';
import { log } from '../log/log';
import type { Writer } from './export-file';

export interface RowPage<T> {
  readonly rows: readonly T[];
  readonly next: string | null;
}

/**
 * The file as bytes, a page at a time, and none before the reader asks for it. When a page cannot be read the stream fails: half a
 * list must not look like a whole one.
 */
export function exportStream<T>(
  writer: Writer<T>,
  first: RowPage<T>,
  readPage: (before: string) => Promise<RowPage<T>>,
  where: string,
): ReadableStream<Uint8Array> {
  const texts = textOf(writer, first, readPage);
  const encoder = new TextEncoder();
  let hasLeft = false;
  return new ReadableStream({
    pull: async (controller) => {
      try {
        const { done, value } = await texts.next();
        // Who left while the page was read has closed it.
        if (hasLeft) return;
        if (done === true) controller.close();
        else controller.enqueue(encoder.encode(value));
      } catch (error) {
        log.error({ where, err: error }, 'an export was broken off');
        throw error;
      }
    },
    cancel: async () => {
      hasLeft = true;
      await texts.return();
    },
  });
}

async function* textOf<T>(
  writer: Writer<T>,
  first: RowPage<T>,
  readPage: (before: string) => Promise<RowPage<T>>,
): AsyncGenerator<string, void, undefined> {
  yield writer.begin + writer.rows(first.rows, true);
  for (let { next } = first; next !== null;) {
    const page = await readPage(next);
    yield writer.rows(page.rows, false);
    next = page.next;
  }
  yield writer.end;
}
