import 'server-only';
import { hostname } from 'node:os';
import { Approvals } from '../approvals/approvals';
import { createAuth } from '../auth/auth';
import { BulkSaves } from '../bulk/bulk-saves';
import { KeptBulks } from '../bulk/kept-bulks';
import type { Config } from '../config/config';
import type { Action, AuditKind } from '../domain/action/action';
import { bulkSeenOf } from '../domain/action/bulk-seen';
import type { InstanceView } from '../domain/state/instance-view';
import { EN } from '../domain/words/en';
import { log } from '../log/log';
import type { Incident } from '../domain/incident/incident';
import { Incidents } from '../incidents/incidents';
import { IncidentRecord } from '../incidents/record';
import { Monitor } from '../monitor/monitor';
import { Overrides } from '../overrides/overrides';
import type { Connect, Timeouts } from '../redis/redis';
import type { Store } from '../store/store';
import { Acting } from './acting';
import { accessOf } from './access';
import { auditFeed, logAudit } from './audit-feed';
import { Broadcast } from './broadcast';
import type { Savepoint } from './facade';
import { facadeOf } from './facade-of';
import type { FleetParts } from './fleet';
import { groupFollowing } from './group-following';
import { logFollowing } from './log-following';
import { newId } from './new-id';
import { noticesOf, originOf } from './notices-of';
import { Sharing } from './sharing';
import { storedInstances, type LeftOut } from './stored-instances';
import { Telling } from './telling';

/** How long Redis may take, in milliseconds: a stopped server accepts connections and never answers. */
export const TIMEOUTS: Timeouts = { connectMs: 1500, commandMs: 1500 };

const PULSE_MS = 1000;

/** After these somebody may be let in no more, at whichever Savepoint that was done: who gives the password again has another session. */
const ENDS_SESSIONS: readonly AuditKind[] = ['sign-in', 'sign-out', 'access-changed'];

const REGISTERED_NOT_KNOWN =
  'What was registered in Savepoint itself stands in its store, which cannot be read: those instances are not watched now. What savepoint.yaml and SAVEPOINT_INSTANCES name is.';

export interface Parts {
  readonly config: Config;
  readonly store: Store;
  /** Why there is no store, all life long: then `store` refuses whatever it is asked. */
  readonly outage?: string | null;
  readonly connect: Connect;
  readonly now: () => number;
}

/** A running Savepoint and how to end it. */
export interface Composed {
  readonly savepoint: Savepoint;
  /** Starts to watch all instances of the configuration and the store; without a store those of the configuration alone. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** Wires the parts. The only place that knows them all. */
export function compose({ config, store, outage = null, connect, now }: Parts): Composed {
  const broadcast = new Broadcast();
  const closing = new AbortController();
  const monitor = new Monitor({
    store,
    outage,
    connect,
    timeouts: TIMEOUTS,
    pollIntervalMs: config.pollIntervalMs,
    now,
    newId,
    onView: (told) => broadcast.sendView(told),
    onTurn: (id, turn) => inBackground(telling.turn(id, turn)),
    onFollowed: (id, turn) => inBackground(telling.followed(id, turn)),
    ...(store.members !== null && { learn: (id) => acting.learn(id) }),
    onStoreBack: () =>
      inBackground(
        acting
          .resolveOpen()
          .then(() => overrides.load())
          .then(() => approvals.load())
          .then(() => incidents.load()),
      ),
  });
  const acting: Acting = new Acting(
    {
      store,
      connect,
      timeouts: TIMEOUTS,
      now,
      newId,
      secondPersonIn: config.secondPersonIn,
      closing: closing.signal,
      onOutcome: (action) => inBackground(telling.outcome(action)),
    },
    monitor,
    (id) => overrides.reload(id),
  );
  const isWatched = (id: string): boolean => monitor.has(id) || store.members?.isWatchedElsewhere(id) === true;
  const answers = (id: string): boolean => monitor.watchOf(id)?.latest?.kind === 'facts';
  const bulk = new BulkSaves({
    store,
    runner: `${hostname()} ${process.pid}`,
    now,
    monotonic: () => performance.now(),
    newId,
    closing: closing.signal,
    instance: (id) => monitor.registered(id),
    ids: () => monitor.ids(),
    seen: (id) => {
      const facts = monitor.watchOf(id)?.memory.sighting?.facts;
      return facts === undefined ? null : bulkSeenOf(facts);
    },
    answers,
    look: async (id) => {
      if (answers(id)) await monitor.nextTurn(id);
    },
    plan: (id, request, words) => acting.plan(id, request, words),
    trigger: async (id, request, actor, words, mayBegin) => {
      const result = await acting.triggerBgsave(id, request, actor, words, mayBegin);
      await audit.tellNew();
      return result;
    },
  });
  const keptBulks = new KeptBulks({ store, now, monotonic: () => performance.now(), closing: closing.signal }, bulk);
  const overrides: Overrides = new Overrides({
    store,
    now,
    monotonic: () => performance.now(),
    newId,
    restore: (override) => acting.restoreGuard(override),
    onChange: (id, override) => {
      monitor.explainGuard(id, override);
      telling.view(id);
    },
    onEvent: (event) => {
      broadcast.send({ kind: 'event', event });
      inBackground(audit.tellNew());
    },
  });
  const approvals = new Approvals<{ action: Action; view: InstanceView }>({
    store,
    now,
    monotonic: () => performance.now(),
    newId,
    instance: (id) => monitor.registered(id),
    isWatched,
    check: (id, request, actor, words) => acting.checkSwitch(id, request, actor, words),
    run: (id, request, actor, words) => acting.setStopWrites(id, request, actor, words),
    outcome: (actionId, words) => acting.outcomeOf(actionId, words),
    onChange: (id, waiting) => {
      monitor.watchOf(id)?.tellApproval(waiting);
      telling.view(id);
      inBackground(audit.tellNew());
    },
  });
  const incidents = new Incidents({
    store,
    now,
    instance: (id) => monitor.registered(id),
    onChange: (incident) => telling.changed(incident),
  });
  const record = new IncidentRecord({ store, now, newId });
  const notices = noticesOf({
    ...{ config, store, now },
    incidentOf: (id) => incidents.numberOf(id),
    isWatched,
  });
  const leftOut: LeftOut = new Map();
  const fleet: FleetParts = { store, monitor, connect, timeouts: TIMEOUTS, now, reserved: new Set(), leftOut };
  const audit = auditFeed(store, (entry) => {
    broadcast.send({ kind: 'audit', entry });
    if (store.members !== null && ENDS_SESSIONS.includes(entry.kind)) inBackground(auth.changed());
    if (config.auditToLog) logAudit(entry);
  });

  const logs = logFollowing({
    config,
    store,
    monitor,
    now,
    onSave: (save) => broadcast.send({ kind: 'save', save }),
    onTold: (id, rows, recounts) => inBackground(telling.toldByLog(id, rows, recounts)),
    onCause: (id) => telling.view(id),
  });

  async function dropped(id: string): Promise<void> {
    broadcast.forget(id);
    overrides.forget(id);
    await incidents.forget(id);
    await notices.forget(id);
    await approvals.sweep();
  }

  const groups = groupFollowing({
    config,
    store,
    monitor,
    timeouts: TIMEOUTS,
    now,
    isReserved: (id) => fleet.reserved.has(id),
    onFound: async (id) => {
      // One that was let go and is back may have had something open.
      if (outage === null) await overrides.reload(id);
    },
    onDropped: dropped,
    onStanding: (id) => telling.view(id),
    onChange: () => broadcast.send({ kind: 'fleet', at: now() }),
  });

  const telling: Telling = new Telling({
    isOut: outage !== null,
    ...{ now, broadcast, monitor, acting, overrides, incidents, logs, notices, audit },
  });

  const sharing = new Sharing({
    ...{ store, monitor, acting, bulks: keptBulks, overrides, approvals, incidents, notices, audit, broadcast, now },
    tellIncident: (incident) => telling.incident(incident),
    followKeptIncident: (id) => telling.followKeptIncident(id),
    tellView: (id) => telling.view(id),
    registered: () => storedInstances(store, config.instances, leftOut),
    isReserved: (id) => fleet.reserved.has(id),
    onDropped: dropped,
  });

  /** Goes on where an earlier process stopped. */
  async function recall(): Promise<void> {
    await audit.start();
    await overrides.load();
    await approvals.load();
    await incidents.load();
    await keptBulks.endLeft();
    // Of each instance once it is known that it is recorded here.
    if (store.members !== null) {
      await store.members.share(sharing);
      // Since it was read until it is heard, too.
      return sharing.onMissed();
    }
    for (const id of monitor.ids()) await telling.followKeptIncident(id);
    await acting.expectOpen();
  }

  const pulse = (): void => {
    const { storeProblem } = monitor;
    broadcast.send({ kind: 'pulse', at: now(), observedAt: monitor.observedAt(), storeProblem });
    if (storeProblem === null) inBackground(approvals.sweep());
  };
  let timer: NodeJS.Timeout | null = null;
  const auth = createAuth({
    store,
    now,
    newId,
    onAudit: () => inBackground(audit.tellNew()),
    // Keyed with the secret key: who has the store alone can sign nothing.
    secret: store.fingerprint('the secret that the cookies of sessions are signed with'),
    origin: originOf(config),
    port: config.port,
    rules: config,
  });
  const access = accessOf(config);

  const parts = {
    config,
    store,
    monitor,
    acting,
    bulk,
    keptBulks,
    overrides,
    approvals,
    incidents,
    record,
    tellIncident: (incident: Incident) => telling.incident(incident),
    audit,
    broadcast,
    notices,
    fleet,
    leftOut,
    logs,
    groups,
    access,
    auth,
    now,
  };
  const savepoint = facadeOf({ ...parts, closing: closing.signal })(EN);

  async function begin(): Promise<void> {
    if (outage !== null) leftOut.set('', REGISTERED_NOT_KNOWN);
    const registered = outage === null ? await storedInstances(store, config.instances, leftOut) : [];
    const members = outage === null ? groups.recall(await store.listMembers()) : [];
    for (const instance of [...config.instances, ...registered, ...members]) await monitor.add(instance);
    if (outage === null) await recall();
    if (outage === null) await notices.start();
    monitor.start();
    groups.start();
    if (outage === null) logs.start();
    timer = setInterval(pulse, PULSE_MS);
    if (outage === null) await acting.resolveOpen();
  }

  async function end(): Promise<void> {
    closing.abort();
    if (timer !== null) clearInterval(timer);
    await groups.stop();
    await notices.stop(monitor.stop());
    await logs.stop();
  }

  return {
    savepoint,
    async start() {
      try {
        await begin();
      } catch (error) {
        // Whoever tries again makes all of it anew: what has begun by now would go on beside it.
        await end();
        throw error;
      }
    },
    async stop() {
      await end();
      await store.close();
    },
  };
}

/** For what nobody waits for: an error is told in the log, and ends nothing. */
function inBackground(work: Promise<void>): void {
  work.catch((error: unknown) => log.error({ err: error }, 'work in the background failed'));
}
