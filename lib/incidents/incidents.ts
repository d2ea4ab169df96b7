import 'server-only';
import type { Incident, IncidentDraft } from '../domain/incident/incident';
import { followedIncident, openingIncident, type IncidentLook } from '../domain/incident/follow-incident';
import type { RegisteredInstance } from '../domain/instance/instance';
import type { EpochMs } from '../domain/observation/observation';
import { log } from '../log/log';
import type { Store } from '../store/store';

/** What incidents need; made by the composition root. */
export interface IncidentParts {
  readonly store: Pick<Store, 'openIncident' | 'changeIncident' | 'openIncidents' | 'getIncident'>;
  readonly now: () => EpochMs;
  /** Null where no such instance is watched. */
  readonly instance: (id: string) => RegisteredInstance | null;
  /** Told of each change of an incident, once it is kept; a closed one is told a last time. */
  readonly onChange: (incident: Incident) => void;
}

/** The incident of an instance: as it is kept, and as the latest look shows it. A draft has no number yet. */
interface Followed {
  kept: Incident | null;
  seen: IncidentDraft;
  /** While it is being kept. */
  writing: Promise<void> | null;
}

/**
 * Opens an incident when saves fail or writes are refused, follows it, and closes it on what was seen alone. Each look is judged at once
 * and kept in the background: what a failing store does not take is kept after a later look.
 */
export class Incidents {
  readonly #parts: IncidentParts;
  readonly #followed = new Map<string, Followed>();

  constructor(parts: IncidentParts) {
    this.#parts = parts;
  }

  /** Goes on with those that are kept as open: at the start, and when the store can be read again. */
  async load(): Promise<void> {
    const open = await this.#parts.store.openIncidents();
    for (const incident of open) this.#adopt(incident);
    const ids = new Set(open.map(({ instanceId }) => instanceId));
    const gone = [...this.#followed].filter(([id, { kept }]) => kept !== null && !ids.has(id));
    for (const [id, { kept }] of gone) {
      this.#followed.delete(id);
      await this.#tellEnd(kept?.number);
    }
  }

  /** The number of the open incident of an instance; null where none is. */
  numberOf(instanceId: string): number | null {
    return this.#followed.get(instanceId)?.kept?.number ?? null;
  }

  /** Looks at an instance after a turn was kept. Resolves once what it found is kept, or could not be; it never rejects. */
  async look(instanceId: string, look: IncidentLook): Promise<void> {
    const instance = this.#parts.instance(instanceId);
    if (instance === null) return;
    const followed = this.#followed.get(instanceId);
    if (followed === undefined) {
      const seen = openingIncident(instance, look);
      if (seen !== null) await this.#keep({ kept: null, seen, writing: null });
      return;
    }
    followed.seen = followedIncident(followed.seen, look, instance.expectedGuard);
    await this.#keep(followed);
  }

  /** Failures since the last good save were counted anew, by the log: `by` more, or less. It is no new series of failures. */
  async recount(instanceId: string, by: number): Promise<void> {
    const followed = this.#followed.get(instanceId);
    if (followed === undefined || followed.seen.failedInARow === null) return;
    followed.seen = { ...followed.seen, failedInARow: Math.max(0, followed.seen.failedInARow + by) };
    await this.#keep(followed);
  }

  /** An instance was removed, and its incident closed with it; one that was being opened meanwhile is closed now. */
  async forget(instanceId: string): Promise<void> {
    const { store, now } = this.#parts;
    const followed = this.#followed.get(instanceId);
    this.#followed.delete(instanceId);
    await followed?.writing;
    this.#followed.delete(instanceId);
    for (const incident of await store.openIncidents(instanceId)) {
      await store.changeIncident({ ...incident, closedAt: now(), closedBy: 'removed', waitsFor: null });
    }
    await this.#tellEnd(followed?.kept?.number);
  }

  /** One that is followed here goes on as the latest look has it. */
  #adopt(incident: Incident): void {
    const followed = this.#followed.get(incident.instanceId);
    if (followed?.kept?.number === incident.number) return;
    this.#followed.set(incident.instanceId, { kept: incident, seen: incident, writing: null });
    this.#parts.onChange(incident);
  }

  async #keep(followed: Followed): Promise<void> {
    const { instanceId } = followed.seen;
    this.#followed.set(instanceId, followed);
    if (followed.seen === followed.kept) return;
    followed.writing ??= this.#write(followed)
      .catch((error: unknown) => log.error({ instance: instanceId, err: error }, 'an incident could not be kept'))
      .finally(() => (followed.writing = null));
    await followed.writing;
  }

  /** Until what is kept is what was seen: a look may come while one is written. */
  async #write(followed: Followed): Promise<void> {
    const { store, onChange } = this.#parts;
    const { instanceId } = followed.seen;
    while (followed.seen !== followed.kept) {
      const { kept, seen } = followed;
      const incident = kept === null ? await store.openIncident(seen) : { ...kept, ...seen };
      const isKept = incident !== null && (kept === null || (await store.changeIncident(incident)));
      // Another process has opened or closed one: what it kept is what counts.
      if (!isKept) return this.reload(instanceId);
      followed.kept = incident;
      if (followed.seen === seen) followed.seen = incident;
      if (incident.closedAt !== null) this.#drop(instanceId, followed);
      onChange(incident);
    }
  }

  /** Goes on with what another Savepoint has kept of an instance. */
  async reload(instanceId: string): Promise<void> {
    const number = this.#followed.get(instanceId)?.kept?.number;
    this.#followed.delete(instanceId);
    const [incident] = await this.#parts.store.openIncidents(instanceId);
    if (incident !== undefined) this.#adopt(incident);
    else await this.#tellEnd(number);
  }

  /** Tells of one that was closed elsewhere, so that nobody goes on taking it for open. */
  async #tellEnd(number: number | undefined): Promise<void> {
    const incident = number === undefined ? null : await this.#parts.store.getIncident(number);
    if (incident !== null) this.#parts.onChange(incident);
  }

  #drop(instanceId: string, followed: Followed): void {
    if (this.#followed.get(instanceId) === followed) this.#followed.delete(instanceId);
  }
}
