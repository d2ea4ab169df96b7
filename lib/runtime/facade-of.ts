import 'server-only';
import type { Approvals } from '../approvals/approvals';
import type { Auth } from '../auth/auth';
import type { BulkSaves } from '../bulk/bulk-saves';
import type { KeptBulks } from '../bulk/kept-bulks';
import type { Config } from '../config/config';
import type { Action } from '../domain/action/action';
import { needsSecondPerson } from '../domain/action/approval';
import type { InstanceView } from '../domain/state/instance-view';
import { orderInstances } from '../domain/instance/order-instances';
import { done, refuse } from '../domain/result';
import type { Words } from '../domain/words/words';
import type { Groups } from '../groups/groups';
import type { Logs } from '../logs/logs';
import type { Monitor } from '../monitor/monitor';
import type { Notices } from '../notify/notices';
import type { Overrides } from '../overrides/overrides';
import type { Store } from '../store/store';
import { type Acting, unknownInstance } from './acting';
import type { auditFeed } from './audit-feed';
import type { Broadcast } from './broadcast';
import type { Incident } from '../domain/incident/incident';
import type { IncidentRecord } from '../incidents/record';
import type { Incidents } from '../incidents/incidents';
import type { Savepoint } from './facade';
import { incidentFacade } from './incident-facade';
import { register, remove, type FleetParts } from './fleet';
import { rawInfoOfOne } from './raw-info';
import { runbookOfOne } from './runbook';
import { pictureOfOne, picturesOf, picturesOfWorst } from './pictures';
import type { LeftOut } from './stored-instances';
import { findLocal } from './try-connection';

/** What stands behind the facade; made by the composition root. */
interface FacadeParts {
  readonly config: Config;
  readonly store: Store;
  readonly monitor: Monitor;
  readonly acting: Acting;
  readonly bulk: BulkSaves;
  readonly keptBulks: KeptBulks;
  readonly overrides: Overrides;
  readonly approvals: Approvals<{ action: Action; view: InstanceView }>;
  readonly incidents: Incidents;
  readonly record: IncidentRecord;
  readonly tellIncident: (incident: Incident) => void;
  readonly audit: ReturnType<typeof auditFeed>;
  readonly broadcast: Broadcast;
  readonly notices: Notices;
  readonly fleet: FleetParts;
  readonly leftOut: LeftOut;
  readonly logs: Logs;
  readonly groups: Groups;
  readonly access: Savepoint['access'];
  readonly auth: Auth;
  readonly now: () => number;
  /** Aborted when this Savepoint ends. */
  readonly closing: AbortSignal;
}

/** The one interface of a running Savepoint, in the words of a language. */
export function facadeOf(parts: FacadeParts): (words: Words) => Savepoint {
  const { config, store, monitor, acting, bulk, keptBulks, overrides, approvals, audit, broadcast, fleet, leftOut } =
    parts;
  const { access, auth, now, closing, incidents, record, tellIncident: tell, logs, groups, notices } = parts;
  async function changingFleet<T>(change: Promise<T>): Promise<T> {
    const result = await change;
    broadcast.send({ kind: 'fleet', at: now() });
    await audit.tellNew();
    return result;
  }

  const speaking = (words: Words): Savepoint => ({
    speaking,
    now,
    instances: () => orderInstances(monitor.views(words)),
    instance: (id) => monitor.view(id, words),
    configProblems: () => [...config.problems, ...leftOut.values(), ...logs.problems()],
    groups: () => groups.states(),
    storeProblem: () => monitor.storeProblem,
    sincePollMs: () => monitor.sincePollMs,
    findLocal: () => findLocal(fleet),
    register: (input, actor) => changingFleet(register(fleet, input, actor, words)),
    remove: async (id, actor) => {
      const result = await changingFleet(remove({ ...fleet, groups }, id, actor, words));
      if (!result.ok) return result;
      broadcast.forget(id);
      overrides.forget(id);
      await incidents.forget(id);
      await notices.forget(id);
      await approvals.sweep();
      return result;
    },
    rawInfo: (id) => rawInfoOfOne({ monitor, now }, id, words),
    runbook: (id, asked) => runbookOfOne({ monitor, now }, id, asked, words),
    plan: (id, request) => acting.plan(id, request, words),
    triggerBgsave: async (id, request, actor) => {
      const result = await acting.triggerBgsave(id, request, actor, words);
      await audit.tellNew();
      return result;
    },
    planBulk: (ids) => bulk.plan(ids, words),
    startBulk: (request, actor) => bulk.start(request, actor, words),
    bulkSave: (id) => keptBulks.get(id),
    latestBulk: () => keptBulks.latest(),
    stopBulk: (id, actor) => keptBulks.stop(id, actor, words),
    setStopWrites: (id, request, actor) => acting.setStopWrites(id, request, actor, words),
    needsSecondPerson: (id, value) => {
      const instance = monitor.registered(id);
      return instance !== null && needsSecondPerson(instance, value, config.secondPersonIn);
    },
    askApproval: async (id, request, principal) => {
      const asked = await approvals.ask(id, request, principal, words);
      if (!asked.ok) return asked;
      const view = monitor.view(id, words);
      return view === null ? unknownInstance(id, words) : done({ approval: asked.value, view });
    },
    getApproval: (id) => store.getApproval(id),
    approve: (id, decision, principal) => approvals.approve(id, decision, principal, words),
    decline: (id, note, principal) => approvals.decline(id, note, principal, words),
    withdraw: (id, principal) => approvals.withdraw(id, principal, words),
    moveOverride: async (id, until, actor) => {
      const latest = monitor.watchOf(id)?.latest ?? null;
      const moved = monitor.has(id)
        ? await overrides.move(id, until, actor, latest, words)
        : unknownInstance(id, words);
      if (!moved.ok) return moved;
      await audit.tellNew();
      const view = monitor.view(id, words);
      return view === null ? unknownInstance(id, words) : done(view);
    },
    incidents: incidentFacade({ store, monitor, record, now, tell }, words),
    listSaves: (request) => store.listSaves(request),
    listEvents: (request) => store.listEvents(request),
    picture: (id, range) => pictureOfOne({ store, monitor, now }, id, range),
    picturesOf: (range, ids) => picturesOf({ store, monitor, now }, range, ids),
    pictures: (range, most = Infinity) => picturesOfWorst({ store, monitor, now }, range, most),
    getAction: (id) => store.getAction(id),
    listAudit: (request) => store.listAudit(request),
    receivers: () => notices.states(),
    testReceiver: async (name) => {
      const trial = await notices.test(name);
      return trial === null ? refuse('not_found', words.asked.noReceiver) : done(trial);
    },
    fingerprint: (text) => store.fingerprint(text),
    reserveKey: (key, requestHash) => store.reserveKey(key, requestHash, now()),
    keepAnswer: (key, answer) => store.keepAnswer(key, answer),
    releaseKey: (key) => store.releaseKey(key),
    subscribe: (listener) => broadcast.subscribe(listener),
    closing,
    health: () => healthOf(store, monitor),
    auth,
    access,
  });
  return speaking;
}

async function healthOf(store: Store, monitor: Monitor): Promise<{ ready: boolean; problem: string | null }> {
  if (!monitor.running) return { ready: false, problem: 'The monitor does not poll.' };
  if (monitor.storeProblem !== null) return { ready: false, problem: monitor.storeProblem };
  try {
    await store.check();
    return { ready: true, problem: null };
  } catch (error) {
    return { ready: false, problem: error instanceof Error ? error.message : 'The store does not answer.' };
  }
}
