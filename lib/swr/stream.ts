import type { Pulse } from '../contracts/stream';
import type { CacheAccess } from './apply-message';
import {
  applyAudit,
  applyEvent,
  applyIncident,
  applyInstances,
  applySave,
  applyStoreProblem,
  refreshAll,
} from './apply-message';
import { noteHeard, noteObserved, setStreamState, SILENT_MS } from './link';
import { hearServerTime } from './server-clock';
import { tick } from './ticker';

const STREAM_URL = '/api/stream';
const FIRST_RETRY_MS = 1_000;
const LAST_RETRY_MS = 15_000;

type Apply = (data: unknown) => void;

function onPulse(io: CacheAccess, data: unknown): void {
  const pulse = data as Pulse;
  hearServerTime(Date.parse(pulse.at));
  noteHeard();
  noteObserved(pulse.observedAt);
  applyStoreProblem(io, pulse.storeProblem);
  tick();
}

/** What comes within one frame is applied together, before whatever else comes. */
const GATHER_MS = 16;

function gathered(apply: (all: readonly unknown[]) => void) {
  let waiting: unknown[] = [];
  const flush = (): void => {
    const all = waiting;
    waiting = [];
    if (all.length > 0) apply(all);
  };
  const add = (data: unknown): void => {
    waiting.push(data);
    if (waiting.length === 1) setTimeout(flush, GATHER_MS);
  };
  return { add, flush };
}

function messages(io: CacheAccess): Record<string, Apply> {
  const instances = gathered((all) => applyInstances(io, all as Parameters<typeof applyInstances>[1]));
  const after =
    (apply: Apply): Apply =>
    (data) => {
      instances.flush();
      apply(data);
    };
  return {
    instance: instances.add,
    pulse: after((data) => onPulse(io, data)),
    save: after((data) => applySave(io, data as Parameters<typeof applySave>[1])),
    event: after((data) => applyEvent(io, data as Parameters<typeof applyEvent>[1])),
    audit: after((data) => applyAudit(io, data as Parameters<typeof applyAudit>[1])),
    incident: after((data) => applyIncident(io, data as Parameters<typeof applyIncident>[1])),
    // Who is watched has changed, or what was missed is not known any more.
    fleet: after(() => refreshAll(io)),
  };
}

function listen(source: EventSource, io: CacheAccess, heard: () => void): void {
  for (const [name, apply] of Object.entries(messages(io))) {
    source.addEventListener(name, (event) => {
      heard();
      let data: unknown;
      try {
        data = JSON.parse((event as MessageEvent<string>).data);
      } catch {
        // A torn message: what it meant is not known, so everything is read again.
        return refreshAll(io);
      }
      apply(data);
    });
  }
}

/**
 * Subscribes to GET /api/stream, for ever, until the returned function is called. The page was rendered with all that happened up to the
 * id `rendered`: the first stream tells what came after it. After an interruption everything is told, and read again.
 */
export function openStream(io: CacheAccess, rendered: number): () => void {
  let source: EventSource | null = null;
  let isFirst = true;
  let retryMs = FIRST_RETRY_MS;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let silence: ReturnType<typeof setTimeout> | undefined;

  const reconnect = (): void => {
    source?.close();
    setStreamState('down');
    clearTimeout(silence);
    clearTimeout(retry);
    retry = setTimeout(connect, retryMs);
    retryMs = Math.min(retryMs * 2, LAST_RETRY_MS);
  };
  const heard = (): void => {
    clearTimeout(silence);
    silence = setTimeout(reconnect, SILENT_MS);
  };
  const connect = (): void => {
    const opened = isFirst ? new EventSource(`${STREAM_URL}?after=${rendered}`) : new EventSource(STREAM_URL);
    const missesMore = !isFirst;
    isFirst = false;
    source = opened;
    // One that neither opens nor fails is down as well: a proxy may hold it back.
    heard();
    source.onopen = () => {
      retryMs = FIRST_RETRY_MS;
      setStreamState('live');
      heard();
      if (missesMore) refreshAll(io);
    };
    source.onerror = reconnect;
    listen(source, io, heard);
  };
  const connectNow = (): void => {
    retryMs = FIRST_RETRY_MS;
    clearTimeout(retry);
    source?.close();
    connect();
  };

  window.addEventListener('online', connectNow);
  // An open stream may outlive the network by minutes; without a network only a new one tells whether Savepoint is there.
  window.addEventListener('offline', connectNow);
  connect();
  return () => {
    window.removeEventListener('online', connectNow);
    window.removeEventListener('offline', connectNow);
    clearTimeout(retry);
    clearTimeout(silence);
    source?.close();
  };
}
