import 'server-only';
import type { Words } from '../domain/words/words';
import { getSavepoint } from '../runtime/savepoint';
import { FIXED_HEADERS } from './answer';
import { guarded } from './guarded';
import { hubOf, type StreamHub } from './stream-hub';

const HEARTBEAT_MS = 15_000;
/** A page that reads slower than this is cut off; it comes back with its Last-Event-ID. */
const MAX_WAITING_EVENTS = 500;

const STREAM_HEADERS = {
  ...FIXED_HEADERS,
  'Cache-Control': 'no-store, no-transform',
  'Content-Type': 'text/event-stream; charset=utf-8',
  'X-Accel-Buffering': 'no',
  // Kept alive after the stream has ended, the connection would hold up the end of the server for seconds.
  Connection: 'close',
};

/** In one piece: a page that has just connected may be told of more than may wait for it. */
function joined(parts: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts));
}

/** Events of a hub as bytes, until the reader leaves or lags too far behind, or `end` is aborted. */
function eventBytes(
  hub: StreamHub,
  words: Words,
  after: string | null,
  end: AbortSignal,
  mayRead: () => Promise<boolean>,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  const closing = new AbortController();
  const close = (): void => closing.abort();
  let hasReader = true;
  const start = (controller: ReadableStreamDefaultController<Uint8Array>): void => {
    const send = (bytes: Uint8Array): void => {
      if ((controller.desiredSize ?? 0) < -MAX_WAITING_EVENTS) close();
      else controller.enqueue(bytes);
    };
    const stopListening = hub.listen(words, send);
    const beat = async (): Promise<void> => {
      if (await mayRead()) send(encoder.encode(': still here\n\n'));
      else close();
    };
    const heartbeat = setInterval(() => void beat().catch(close), HEARTBEAT_MS);
    closing.signal.addEventListener('abort', () => {
      stopListening();
      clearInterval(heartbeat);
      end.removeEventListener('abort', close);
      if (hasReader) controller.close();
    });
    end.addEventListener('abort', close);
    send(joined([encoder.encode('retry: 2000\n: savepoint\n\n'), ...hub.opening(after, words)]));
    if (end.aborted) close();
  };
  const cancel = (): void => {
    // A stream whose reader left is closed already; closing it again would throw.
    hasReader = false;
    close();
  };
  return new ReadableStream({ start, cancel });
}

/**
 * GET /api/stream: `instance`, `save`, `audit`, `incident`, `pulse` and `fleet` as server-sent events; `Last-Event-ID` resumes. A page that
 * was rendered with the state begins where that was read: a browser sends no such header with its first request, so the id is in `after`.
 * Ends with the request, and when Savepoint shuts down: Next waits for open requests before it exits.
 */
export const streamRoute = guarded('read', async ({ request, savepoint, words }) => {
  if (request.method === 'HEAD') return new Response(null, { headers: STREAM_HEADERS });
  const end = AbortSignal.any([request.signal, savepoint.closing]);
  // A session or a token may end while the stream is open.
  const mayRead = async (): Promise<boolean> => (await savepoint.auth.principalOf(request.headers)) !== null;
  const after = request.headers.get('last-event-id') ?? new URL(request.url).searchParams.get('after');
  const bytes = eventBytes(hubOf(getSavepoint()), words, after, end, mayRead);
  return new Response(bytes, { headers: STREAM_HEADERS });
});
