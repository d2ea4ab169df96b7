import 'server-only';
import type { Action } from '../domain/action/action';
import type { Incident } from '../domain/incident/incident';
import type { Recount } from '../domain/redis-log/recount';
import type { Save } from '../domain/save/save';
import { EN } from '../domain/words/en';
import type { Incidents } from '../incidents/incidents';
import type { Logs } from '../logs/logs';
import type { Monitor } from '../monitor/monitor';
import type { Turn } from '../monitor/turn';
import type { Notices } from '../notify/notices';
import type { Overrides } from '../overrides/overrides';
import type { Acting } from './acting';
import type { auditFeed } from './audit-feed';
import type { Broadcast } from './broadcast';
import { toldNow } from './incident-facade';

interface TellingParts {
  /** Nothing is kept, all life long. */
  readonly isOut: boolean;
  readonly now: () => number;
  readonly broadcast: Broadcast;
  readonly monitor: Monitor;
  readonly acting: Acting;
  readonly overrides: Overrides;
  readonly incidents: Incidents;
  readonly logs: Logs;
  readonly notices: Notices;
  readonly audit: ReturnType<typeof auditFeed>;
}

/** Who is told what when something was seen or done: open pages, and the parts that follow it. */
export class Telling {
  readonly #parts: TellingParts;

  constructor(parts: TellingParts) {
    this.#parts = parts;
  }

  view(id: string): void {
    const view = this.#parts.monitor.viewNow(id);
    if (view !== null) this.#parts.broadcast.sendView(view);
  }

  incident(incident: Incident): void {
    this.#parts.broadcast.send({ kind: 'incident', incident: toldNow(this.#parts, incident) });
  }

  /** An incident of an instance that was opened, changed or closed: its number stands in the view as well. */
  changed(incident: Incident): void {
    const { instanceId, number, closedAt } = incident;
    this.#parts.monitor.watchOf(instanceId)?.tellIncident(closedAt === null ? number : null);
    this.view(instanceId);
    this.incident(incident);
  }

  /** From what an earlier process kept of its last turn: an incident that it began is found after a crash as well, also where nothing can be looked at now. */
  async followKeptIncident(id: string): Promise<void> {
    const { monitor, incidents } = this.#parts;
    const watch = monitor.watchOf(id);
    // One that is open was begun later than that, or by it: old facts say nothing of its end.
    if (watch !== null && incidents.numberOf(id) === null) await incidents.look(id, watch.keptLook);
  }

  async #followIncident(id: string): Promise<void> {
    const watch = this.#parts.monitor.watchOf(id);
    if (watch !== null) await this.#parts.incidents.look(id, watch.incidentLook);
  }

  /** A turn was kept. */
  async turn(id: string, turn: Turn): Promise<void> {
    const { broadcast, monitor, overrides, logs } = this.#parts;
    for (const save of turn.saves) broadcast.send({ kind: 'save', save });
    for (const event of turn.events) broadcast.send({ kind: 'event', event });
    // First of all: somebody may wait for it.
    const settled = this.#settle(id, turn);
    const followed = this.#followIncident(id);
    const watch = monitor.watchOf(id);
    watch?.tellLog(logs.isRead(id));
    if (turn.saves.length > 0) logs.stir(id);
    if (watch !== null) overrides.look(id, watch.latest, watch.memory.knowledge);
    // Whoever is told elsewhere is led to the incident.
    await followed;
    this.#notice(id);
    await settled;
  }

  /** A turn of an instance that another Savepoint records: what was asked for here is settled here. */
  followed(id: string, turn: Turn): Promise<void> {
    return this.#settle(id, { ...turn, outsideChanges: [] });
  }

  /** What a log told was kept: it settles what counters left open. */
  async toldByLog(id: string, rows: readonly Save[], recounts: readonly Recount[]): Promise<void> {
    const { monitor, incidents, acting } = this.#parts;
    // Both at once, before the next look: to an incident a series that has become shorter is another one.
    const by = monitor.watchOf(id)?.recount(recounts) ?? 0;
    const counted = by === 0 ? null : incidents.recount(id, by);
    if (by !== 0) this.view(id);
    await counted;
    await acting.settleByLog(rows);
  }

  async outcome({ instanceId, id, kind }: Action): Promise<void> {
    const { monitor, overrides, audit } = this.#parts;
    if (kind === 'set-stop-writes') {
      monitor.watchOf(instanceId)?.endGuard(id);
      await overrides.reload(instanceId);
      this.view(instanceId);
    }
    await audit.tellNew();
  }

  async #settle(id: string, turn: Turn): Promise<void> {
    const { monitor, acting, audit } = this.#parts;
    if (turn.ownSaves.length > 0 || turn.ownLost !== null) {
      await acting.settle(turn, monitor.view(id, EN)?.writes ?? null);
      await audit.tellNew();
    } else if (turn.outsideChanges.length > 0) await audit.tellNew();
  }

  /** People elsewhere, where somebody is to be told at all. */
  #notice(id: string): void {
    const { isOut, monitor, notices, now } = this.#parts;
    if (isOut || notices.isIdle) return;
    const [watch, view] = [monitor.watchOf(id), monitor.view(id, EN)];
    if (view === null || !watch?.latest) return;
    notices.look(id, { view, latest: watch.latest, knowledge: watch.memory.knowledge, now: now() });
  }
}
