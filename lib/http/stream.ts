import 'server-only';
import type { Savepoint } from '../runtime/facade';
import { FIXED_HEADERS } from './answer';
import { guarded } from './guarded';
import { StreamHub } from './stream-hub';

const HEARTBEAT_MS = 15_000;
/** A page that reads slower than this is cut off; it comes back with its Last-Event-ID. */
const MAX_WAITING_EVENTS = 500;

const STREAM_HEADERS = {
  ...FIXED_HEADERS,
  'Cache-Control': 'no-store, no-transform',
  'Content-Type': 'text/event-stream; charset=utf-8',
  'X-Accel-Buffering': 'no',
};

const hubs = new WeakMap<Savepoint, StreamHub>();
const openStreams = new Set<() => void>();

/** Ends every open stream, so that a server that is told to stop need not wait for its readers. */
export function closeAllStreams(): void {
  for (const close of openStreams) close();
}

function hubOf(savepoint: Savepoint): StreamHub {
  const known = hubs.get(savepoint);
  if (known !== undefined) return known;
  const hub = new StreamHub(savepoint);
  hubs.set(savepoint, hub);
  // Next waits for open requests before it exits: one open page blocked it for 19 s.
  process.once('SIGTERM', closeAllStreams);
  process.once('SIGINT', closeAllStreams);
  return hub;
}

/** Events of a hub as bytes, until the reader leaves, lags too far behind, or the streams are closed. */
function eventBytes(hub: StreamHub, lastEventId: string | null, signal: AbortSignal): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let close = (): void => {};
  const start = (controller: ReadableStreamDefaultController<Uint8Array>): void => {
    const send = (text: string): void => {
      if ((controller.desiredSize ?? 0) < -MAX_WAITING_EVENTS) close();
      else controller.enqueue(encoder.encode(text));
    };
    const stopListening = hub.listen(send);
    const heartbeat = setInterval(() => send(': still here\n\n'), HEARTBEAT_MS);
    let isOpen = true;
    close = (): void => {
      if (!isOpen) return;
      isOpen = false;
      stopListening();
      clearInterval(heartbeat);
      openStreams.delete(close);
      signal.removeEventListener('abort', close);
      try {
        controller.close();
      } catch {
        // Already cancelled by its reader.
      }
    };
    openStreams.add(close);
    signal.addEventListener('abort', close);
    if (signal.aborted) close();
    else send(`retry: 2000\n: savepoint\n\n${hub.opening(lastEventId)}`);
  };
  return new ReadableStream({ start, cancel: () => close() });
}

/** GET /api/stream: `instance`, `save`, `audit`, `pulse` and `fleet` as server-sent events; `Last-Event-ID` resumes. */
export const streamRoute = guarded('read', async ({ request, savepoint }) => {
  if (request.method === 'HEAD') return new Response(null, { headers: STREAM_HEADERS });
  const bytes = eventBytes(hubOf(savepoint), request.headers.get('last-event-id'), request.signal);
  return new Response(bytes, { headers: STREAM_HEADERS });
});
