import 'server-only';
import type { ServerResponse } from 'node:http';
import type { Words } from '../domain/words/words';
import { getSavepoint } from '../runtime/savepoint';
import { FIXED_HEADERS } from './answer';
import { guarded } from './guarded';
import { OpenAnswer } from './open-answer';
import { hubOf, type StreamHub } from './stream-hub';

const HEARTBEAT_MS = 15_000;
/** A page that reads slower than this is cut off, about 500 events behind; it comes back with its Last-Event-ID. */
const MAX_WAITING_BYTES = 2 * 1024 * 1024;

const STREAM_HEADERS = {
  ...FIXED_HEADERS,
  'Cache-Control': 'no-store, no-transform',
  'Content-Type': 'text/event-stream; charset=utf-8',
  'X-Accel-Buffering': 'no',
  // Kept alive after the stream has ended, the connection would hold up the end of the server for seconds.
  Connection: 'close',
};

const GREETING = Buffer.from('retry: 2000\n: savepoint\n\n');
const STILL_HERE = Buffer.from(': still here\n\n');

interface Listening {
  readonly hub: StreamHub;
  readonly words: Words;
  readonly after: string | null;
  readonly closing: AbortSignal;
  readonly mayRead: () => Promise<boolean>;
}

/** Writes the events of a hub, until the reader leaves, lags too far behind or may not read any more, or `closing` is aborted. */
function tell(page: ServerResponse, { hub, words, after, closing, mayRead }: Listening): void {
  let told = 0;
  const send = (bytes: Uint8Array): void => {
    // What it was told first may be more than may wait: only what came after that counts.
    if (Math.min(told, page.writableLength) > MAX_WAITING_BYTES) return cutOff();
    told += bytes.length;
    page.write(bytes);
    // Else it would wait for the end of this turn, and so for what is synced to disk in it.
    page.socket?.uncork();
  };
  const beat = async (): Promise<void> => {
    if (!(await mayRead())) end();
    else if (!page.writableEnded) send(STILL_HERE);
  };
  const heartbeat = setInterval(() => void beat().catch(end), HEARTBEAT_MS);
  const stopListening = hub.listen(words, send);
  const stop = (): void => {
    stopListening();
    clearInterval(heartbeat);
    closing.removeEventListener('abort', end);
  };
  const end = (): void => {
    stop();
    page.end();
  };
  const cutOff = (): void => {
    stop();
    page.destroy();
  };
  closing.addEventListener('abort', end);
  page.once('close', stop);
  page.write(Buffer.concat([GREETING, ...hub.opening(after, words)]));
  if (closing.aborted) end();
}

/**
 * GET /api/stream: `instance`, `save`, `audit`, `incident`, `pulse` and `fleet` as server-sent events; `Last-Event-ID` resumes. A page that
 * was rendered with the state begins where that was read: a browser sends no such header with its first request, so the id is in `after`.
 * Ends with the connection, and when Savepoint shuts down: Next waits for open requests before it exits.
 */
export const streamRoute = guarded('read', async ({ request, savepoint, words }) => {
  if (request.method === 'HEAD') return new Response(null, { headers: STREAM_HEADERS });
  // A session or a token may end while the stream is open.
  const mayRead = async (): Promise<boolean> => (await savepoint.auth.principalOf(request.headers)) !== null;
  const after = request.headers.get('last-event-id') ?? new URL(request.url).searchParams.get('after');
  const { closing } = savepoint;
  return new OpenAnswer(STREAM_HEADERS, (page) =>
    tell(page, { hub: hubOf(getSavepoint()), words, after, closing, mayRead }),
  );
});
