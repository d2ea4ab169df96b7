import 'server-only';
import type { KeptBulks } from '../bulk/kept-bulks';
import type { Incident } from '../domain/incident/incident';
import type { RegisteredInstance } from '../domain/instance/instance';
import type { Incidents } from '../incidents/incidents';
import { log } from '../log/log';
import type { Monitor } from '../monitor/monitor';
import type { Notices } from '../notify/notices';
import type { Overrides } from '../overrides/overrides';
import type { Approvals } from '../approvals/approvals';
import type { News, Recorder } from '../store/members';
import type { Store } from '../store/store';
import type { Acting } from './acting';
import type { auditFeed } from './audit-feed';
import type { Broadcast } from './broadcast';
import { HeardRows } from './heard-rows';

interface SharingParts {
  readonly store: Store;
  readonly monitor: Monitor;
  readonly acting: Acting;
  readonly bulks: Pick<KeptBulks, 'heard' | 'endLeft'>;
  readonly overrides: Overrides;
  readonly approvals: Pick<Approvals<unknown>, 'load'>;
  readonly incidents: Incidents;
  readonly notices: Notices;
  readonly audit: ReturnType<typeof auditFeed>;
  readonly broadcast: Broadcast;
  readonly now: () => number;
  readonly tellIncident: (incident: Incident) => void;
  /** Opens the incident that a process which is gone has kept the turn of, but not the incident. */
  readonly followKeptIncident: (instanceId: string) => Promise<void>;
  readonly tellView: (instanceId: string) => void;
  /** What is registered, as the store has it now. */
  readonly registered: () => Promise<readonly RegisteredInstance[]>;
  /** It is being registered here. */
  readonly isReserved: (instanceId: string) => boolean;
  /** It is watched here no more. */
  readonly onDropped: (instanceId: string) => Promise<void>;
}

/** What this Savepoint does as one of several: records what it is given, and shows what the others record. */
export class Sharing implements Recorder {
  readonly #parts: SharingParts;
  readonly #rows: HeardRows;
  /** Registered ones that were changed elsewhere, removed as a rule, until the fleet is read: their leases are not to be taken again meanwhile. */
  readonly #leaving = new Set<string>();
  /** What is being read of a row or an instance that others changed. */
  readonly #turns = new Map<string, Promise<void>>();
  #fleet: Promise<void> = Promise.resolve();

  constructor(parts: SharingParts) {
    this.#parts = parts;
    const { store, broadcast, monitor, tellView } = parts;
    this.#rows = new HeardRows(store, broadcast, (save) => {
      if (monitor.records(save.instanceId)) return;
      monitor.watchOf(save.instanceId)?.follow(save);
      tellView(save.instanceId);
    });
  }

  ids(): readonly string[] {
    return this.#parts.monitor.ids().filter((id) => !this.#leaving.has(id));
  }

  records(instanceId: string): boolean {
    return this.#parts.monitor.records(instanceId);
  }

  async begin(ids: readonly string[]): Promise<void> {
    const { monitor, acting, notices } = this.#parts;
    const begun = await Promise.all(
      ids.map(async (id) => {
        try {
          await monitor.recording.begin(id, async () => {
            await acting.expectOpenOf(id);
            await notices.recall(id);
            await this.#parts.followKeptIncident(id);
          });
          return [id];
        } catch (error) {
          log.error({ instance: id, err: error }, 'what is remembered of an instance could not be read');
          return [];
        }
      }),
    );
    log.info({ instances: begun.flat().length }, 'instances are recorded here from now on');
    inBackground(acting.resolveOpen());
  }

  async end(ids: readonly string[]): Promise<readonly string[]> {
    const { monitor } = this.#parts;
    const ended = await Promise.all(ids.map(async (id) => ((await monitor.recording.end(id)) ? [id] : [])));
    log.info({ instances: ended.flat().length }, 'instances are recorded by another Savepoint from now on');
    return ended.flat();
  }

  drop(ids: readonly string[]): void {
    for (const id of ids) this.#parts.monitor.recording.drop(id);
  }

  onGone(): void {
    inBackground(this.#parts.acting.adopt());
    inBackground(this.#parts.bulks.endLeft());
  }

  onMissed(): void {
    const { audit, overrides, approvals, incidents, broadcast, now } = this.#parts;
    this.onGone();
    inBackground(this.#readFleet());
    inBackground(Promise.all([audit.tellNew(), overrides.load(), approvals.load(), incidents.load()]));
    broadcast.send({ kind: 'fleet', at: now() });
  }

  onNews({ table, id, instanceId }: News): void {
    const { monitor, acting, overrides, approvals, incidents, notices, audit } = this.#parts;
    const isWatched = monitor.has(instanceId);
    switch (table) {
      case 'saves':
      case 'events':
        return this.#rows.hear(table, id);
      case 'audit':
        return inBackground(audit.tellNew());
      case 'actions':
        return this.#inTurn(table, id, () => acting.follow(id));
      case 'overrides':
        return isWatched ? this.#inTurn(table, instanceId, () => overrides.reload(instanceId)) : undefined;
      case 'approvals':
        return this.#inTurn(table, '', () => approvals.load());
      case 'incidents':
        if (!isWatched || monitor.records(instanceId)) return undefined;
        return this.#inTurn(table, instanceId, () => incidents.reload(instanceId));
      case 'incident_notes':
      case 'incident_checks':
        return inBackground(this.#tellIncident(Number(id)));
      case 'registered_instances':
        if (monitor.registered(id)?.origin.kind === 'registered') this.#leaving.add(id);
        return inBackground(this.#readFleet());
      case 'bulk_saves':
        return inBackground(this.#parts.bulks.heard(id));
      case 'deliveries':
        return notices.wake(id);
    }
  }

  /** One after the other what is read of the same: of two reads at once the earlier could come back last, and what has ended stay open here. */
  #inTurn(table: string, id: string, read: () => Promise<void>): void {
    const key = `${table} ${id}`;
    const turn = (this.#turns.get(key) ?? Promise.resolve())
      .then(read)
      .catch(notFollowed)
      .finally(() => {
        if (this.#turns.get(key) === turn) this.#turns.delete(key);
      });
    this.#turns.set(key, turn);
  }

  async #tellIncident(number: number): Promise<void> {
    const incident = await this.#parts.store.getIncident(number);
    if (incident !== null) this.#parts.tellIncident(incident);
  }

  /** One after the other: somebody may be registered and removed at once. */
  #readFleet(): Promise<void> {
    this.#fleet = this.#fleet.catch(() => undefined).then(() => this.#followFleet());
    return this.#fleet;
  }

  async #followFleet(): Promise<void> {
    const { store, monitor, registered, isReserved, onDropped, broadcast, now, overrides } = this.#parts;
    const leaving = [...this.#leaving];
    const kept = new Map((await registered()).map((instance) => [instance.id, instance]));
    for (const id of monitor.ids()) {
      const known = monitor.registered(id);
      if (known?.origin.kind !== 'registered' || isReserved(id) || isSame(known, kept.get(id))) continue;
      await monitor.remove(id);
      await onDropped(id);
    }
    for (const instance of kept.values()) {
      if (monitor.has(instance.id) || isReserved(instance.id)) continue;
      await monitor.add(instance);
      await overrides.reload(instance.id);
    }
    broadcast.send({ kind: 'fleet', at: now() });
    for (const id of leaving) this.#leaving.delete(id);
    // One that is there all the same is recorded by nobody meanwhile.
    if (leaving.length > 0) store.members?.stir();
  }
}

function isSame(known: RegisteredInstance, kept: RegisteredInstance | undefined): boolean {
  return JSON.stringify(known) === JSON.stringify(kept);
}

function inBackground(work: Promise<unknown>): void {
  work.catch(notFollowed);
}

function notFollowed(error: unknown): void {
  log.error({ err: error }, 'what another Savepoint did could not be followed');
}
