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

/** Instances are applied first, all at once; then the rest in its order. Each task that applies something draws the page once. */
function gathered(io: CacheAccess) {
  let instances: unknown[] = [];
  let rest: (() => void)[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  const flush = (): void => {
    const [all, then] = [instances, rest];
    [instances, rest] = [[], []];
    if (all.length > 0) applyInstances(io, all as Parameters<typeof applyInstances>[1]);
    for (const apply of then) apply();
  };
  const flushIn = (ms: number): void => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      timer = undefined;
      flush();
    }, ms);
  };
  const waiting =
    (add: (data: unknown) => void): Apply =>
    (data) => {
      add(data);
      if (timer === undefined) flushIn(GATHER_MS);
    };
  return {
    instance: waiting((data) => instances.push(data)),
    soon: (apply: Apply) => waiting((data) => rest.push(() => apply(data))),
    /** Before all that waits, which leaves it a frame. */
    first:
      (apply: Apply): Apply =>
      (data) => {
        apply(data);
        if (timer !== undefined) flushIn(2 * GATHER_MS);
      },
    /** With all that waits: it waits for nothing itself. */
    now:
      (apply: Apply): Apply =>
      (data) => {
        rest.push(() => apply(data));
        flush();
      },
  };
}

function messages(io: CacheAccess): Record<string, Apply> {
  const { instance, soon, first, now } = gathered(io);
  const audit: Apply = (data) => applyAudit(io, data as Parameters<typeof applyAudit>[1]);
  const [auditFirst, auditInTurn] = [first(audit), now(audit)];
  return {
    instance,
    save: soon((data) => applySave(io, data as Parameters<typeof applySave>[1])),
    event: soon((data) => applyEvent(io, data as Parameters<typeof applyEvent>[1])),
    pulse: now((data) => onPulse(io, data)),
    audit: (data) => {
      const { action } = data as Parameters<typeof applyAudit>[1];
      // Somebody waits for that word, and it says all by itself: the page around it, which takes longer to draw, comes after it. Why something
      // did not end so is told by what came before.
      if (action?.outcome === 'applied') auditFirst(data);
      else auditInTurn(data);
    },
    incident: now((data) => applyIncident(io, data as Parameters<typeof applyIncident>[1])),
    // Who is watched has changed, or what was missed is not known any more.
    fleet: now(() => refreshAll(io)),
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
