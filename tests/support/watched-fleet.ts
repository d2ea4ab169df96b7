import type { AuditEntry } from '../../lib/domain/action/action';
import type { EventDetail, EventKind, InstanceEvent } from '../../lib/domain/event/event';
import type { InstanceView } from '../../lib/domain/state/instance-view';
import type { Save } from '../../lib/domain/save/save';
import type { Savepoint } from '../../lib/runtime/facade';
import { anInstance } from './a-registered-instance';
import { aSavepoint, type TestSavepoint } from './a-savepoint';
import { eventually } from './eventually';

/** Questions about one instance that is watched. */
export interface Watched {
  /** Waits until what is told of it holds. */
  until(what: string, holds: (seen: InstanceView) => boolean): Promise<InstanceView>;
  state(name: InstanceView['state']): Promise<InstanceView>;
  /** Waits for the facts of `count` polls more. */
  polls(count: number): Promise<void>;
  /** All that happened, oldest first. */
  events(): Promise<readonly InstanceEvent[]>;
  /** Waits for the `nth` event of a kind (the first is 1), and tells when and what. */
  event<K extends EventKind>(
    kind: K,
    nth?: number,
  ): Promise<InstanceEvent & { detail: Extract<EventDetail, { kind: K }> }>;
  saves(): Promise<readonly Save[]>;
  /** `trigger outcome stage` of each save, newest first. */
  history(): Promise<readonly string[]>;
  /** What the audit has of it, oldest first. */
  audit(): Promise<readonly AuditEntry[]>;
}

export interface WatchedFleet extends TestSavepoint {
  readonly one: (id: string) => Watched;
}

/** Savepoint, watching servers by id, and answers about each of them. */
export async function watchedFleet(
  urls: Readonly<Record<string, string>>,
  options: { readonly dataDir?: string; readonly pollIntervalMs?: number } = {},
): Promise<WatchedFleet> {
  const instances = Object.entries(urls).map(([id, url]) => anInstance(url, { id, name: id }));
  const watch = await aSavepoint(instances, { pollIntervalMs: 100, ...options });
  return { ...watch, one: (id) => watched(watch.savepoint, id) };
}

function watched(savepoint: Savepoint, id: string): Watched {
  const page = { instanceId: id, limit: 100 };
  const until: Watched['until'] = (what, holds) =>
    eventually(`${what} of ${id}`, () => {
      const seen = savepoint.instance(id);
      return seen !== null && holds(seen) ? seen : null;
    });
  const events: Watched['events'] = async () => (await savepoint.listEvents(page)).rows.toReversed();
  const saves: Watched['saves'] = async () => (await savepoint.listSaves(page)).rows;
  return {
    until,
    events,
    saves,
    state: (name) => until(`the state ${name}`, (seen) => seen.state === name),
    polls: async (count) => {
      const seen = new Set<number>();
      await until(`${count} polls`, ({ observedAt }) => seen.add(observedAt ?? 0).size > count);
    },
    event: <K extends EventKind>(kind: K, nth = 1) =>
      eventually(
        `event ${nth} of the kind ${kind} of ${id}`,
        async () => (await events()).filter((event) => isOf(event, kind))[nth - 1],
      ),
    history: async () =>
      (await saves()).map((save) => [save.trigger, save.outcome, save.cause?.stage].filter(Boolean).join(' ')),
    audit: async () => (await savepoint.listAudit(page)).rows.toReversed(),
  };
}

function isOf<K extends EventKind>(
  event: InstanceEvent,
  kind: K,
): event is InstanceEvent & { detail: Extract<EventDetail, { kind: K }> } {
  return event.detail.kind === kind;
}
