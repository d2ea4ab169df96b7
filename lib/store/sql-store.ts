import 'server-only';
import * as actions from './actions';
import * as apiTokens from './api-tokens';
import * as approvals from './approvals';
import * as attempts from './attempts';
import * as audit from './audit';
import * as bulks from './bulk-records';
import type { Claims } from './claims';
import * as exposure from './exposure';
import { fingerprintWith } from './fingerprint';
import * as groups from './group-members';
import * as history from './history';
import { eventsOf, savesOf } from './history-news';
import * as idempotency from './idempotency';
import * as notes from './incident-notes';
import { incidentRecords } from './incident-records';
import * as incidents from './incidents';
import { waitingForLock } from './lock-wait';
import * as logs from './logs';
import type { Members } from './members';
import * as notices from './notices';
import * as overrides from './overrides';
import * as people from './people';
import { pictureRecords } from './picture-records';
import { countOlder } from './save-sums';
import { openProviderSession } from './provider-sessions';
import * as registered from './registered-instances';
import type { Db } from './schema';
import * as sessions from './sessions';
import type { Store, TurnRecord } from './store';
import { asStoreError } from './store-error';
import * as memories from './watch-memory';
import { syncedAtOnce, type WriteAhead } from './write-ahead';

/** What several Savepoints on the same data need. */
interface Sharing {
  readonly members: Members;
  /** Throws `StoreError` where somebody else records one of these instances. */
  readonly refuseUnleased: (db: Db, instanceIds: readonly string[]) => Promise<void>;
}

/**
 * The store over any engine that Kysely knows, with the claims of that engine. `secretKey` encrypts credentials. `sharing`: null where nobody
 * else records. `ahead`: how what the next commit follows at once is kept.
 */
export function sqlStore(
  db: Db,
  secretKey: Buffer,
  claims: Claims,
  { sharing = null, ahead = syncedAtOnce }: { readonly sharing?: Sharing | null; readonly ahead?: WriteAhead } = {},
): Store {
  const fingerprint = fingerprintWith(secretKey);
  const run = <T>(work: (db: Db) => Promise<T>): Promise<T> => guarded(() => work(db));
  const write = <T>(work: (db: Db) => Promise<T>): Promise<T> => guarded(() => db.transaction().execute(work));
  /** For what another commit follows before anything comes of it: synced with that. */
  const writeAhead = <T>(work: (db: Db) => Promise<T>): Promise<T> =>
    guarded(() => ahead(db, (one) => one.transaction().execute(work)));
  const leased = async (tx: Db, ids: readonly string[]): Promise<void> => sharing?.refuseUnleased(tx, ids);
  const recordTurns = (turns: Parameters<Store['recordTurns']>[0], through: typeof write): Promise<void> =>
    through(async (tx) => {
      await leased(
        tx,
        turns.map(([instanceId]) => instanceId),
      );
      await history.recordTurns(tx, turns);
    });
  return {
    members: sharing?.members ?? null,
    recordTurn: (instanceId, turn) => recordTurns([[instanceId, turn]], write),
    recordTurns: (turns) => recordTurns(turns, turns.every(([, turn]) => isOfOurSave(turn)) ? writeAhead : write),
    loadMemory: (instanceId) => run((tx) => memories.loadMemory(tx, instanceId)),
    loadLogPlace: (instanceId) => run((tx) => logs.loadLogPlace(tx, instanceId)),
    watchedBetween: (instanceId, from, to) => run((tx) => logs.watchedBetween(tx, instanceId, from, to)),
    recordLog: (instanceId, record) =>
      write(async (tx) => {
        await leased(tx, [instanceId]);
        return logs.recordLog(tx, instanceId, record);
      }),
    savesOf: (ids) => run((tx) => savesOf(tx, ids)),
    eventsOf: (ids) => run((tx) => eventsOf(tx, ids)),
    listSaves: (request) => run((tx) => history.listSaves(tx, request)),
    listEvents: (request) => run((tx) => history.listEvents(tx, request)),
    pictureRecords: (instanceIds, axis) => run((tx) => pictureRecords(tx, instanceIds, axis)),
    listExposure: (instanceId, request) => run((tx) => exposure.listExposure(tx, instanceId, request)),

    claimInstance: (instanceId, who) => guarded(() => claims.claimInstance(instanceId, who)),
    // No id of an instance has a space.
    claimRun: (runId, who) => guarded(() => claims.claimInstance(`run ${runId}`, who)),
    beginAction: async (action) => {
      const isNew = await guarded(() => claims.begin(action.id));
      let isKept = false;
      try {
        isKept = await write((tx) => actions.beginAction(tx, action));
        return isKept;
      } finally {
        if (isNew && !isKept) await claims.end(action.id);
      }
    },
    resolveAction: async (id, resolution) => {
      const action = await write((tx) => actions.resolveAction(tx, id, resolution));
      await claims.end(id);
      return action;
    },
    isOpenElsewhere: (actionId) => guarded(() => claims.isOpenElsewhere(actionId)),
    getAction: (id) => run((tx) => actions.getAction(tx, id)),
    pendingActions: () => run(actions.pendingActions),
    lastGuardAction: (instanceId) => run((tx) => actions.lastGuardAction(tx, instanceId)),
    lastSaveAction: (instanceId) => run((tx) => actions.lastSaveAction(tx, instanceId)),

    askApproval: (approval) => write((tx) => approvals.askApproval(tx, approval)),
    getApproval: (id) => run((tx) => approvals.getApproval(tx, id)),
    waitingApprovals: () => run(approvals.waitingApprovals),
    endApproval: (id, end) => write((tx) => approvals.endApproval(tx, id, end)),

    keepBulk: (save) => write((tx) => bulks.keepBulk(tx, save)),
    getBulk: (id) => run((tx) => bulks.getBulk(tx, id)),
    latestBulk: () => run(bulks.latestBulk),
    openBulks: () => run(bulks.openBulks),
    askBulkStop: (id, actor) => run((tx) => bulks.askBulkStop(tx, id, actor)),

    openOverrides: (instanceId) => run((tx) => overrides.openOverrides(tx, instanceId)),
    moveOverride: (id, end, entry) => write((tx) => overrides.moveOverride(tx, id, end, entry)),
    expireOverride: (override, expired, told) => write((tx) => overrides.expireOverride(tx, override, expired, told)),
    endOverride: (id, at, told) => write((tx) => overrides.endOverride(tx, id, at, told)),

    openIncident: (draft) => write((tx) => incidents.openIncident(tx, draft)),
    changeIncident: (incident) => run((tx) => incidents.changeIncident(tx, incident)),
    openIncidents: (instanceId) => run((tx) => incidents.openIncidents(tx, instanceId)),
    getIncident: (number) => run((tx) => incidents.getIncident(tx, number)),
    listIncidents: (request) => run((tx) => incidents.listIncidents(tx, request)),
    incidentNotes: (number) => run((tx) => notes.incidentNotes(tx, number)),
    addIncidentNote: (number, note) => run((tx) => notes.addIncidentNote(tx, number, note)),
    strikeIncidentNote: (number, id, struck) => write((tx) => notes.strikeIncidentNote(tx, number, id, struck)),
    incidentSteps: (number) => run((tx) => notes.incidentSteps(tx, number)),
    setIncidentStep: (number, step) => write((tx) => notes.setIncidentStep(tx, number, step)),
    incidentRecords: (request) => run((tx) => incidentRecords(tx, request)),

    listAudit: (request) => run((tx) => audit.listAudit(tx, request)),
    auditEntriesSince: (seq, limit) => run((tx) => audit.auditEntriesSince(tx, seq, limit)),

    latestAuditSeq: () => run(audit.latestAuditSeq),

    fingerprint,
    // Before anything is sent its intent is synced, and this with it.
    reserveKey: (key, requestHash, at) => writeAhead((tx) => idempotency.reserveKey(tx, key, requestHash, at)),
    keepAnswer: (key, answer) => run((tx) => idempotency.keepAnswer(tx, key, answer)),
    releaseKey: (key) => run((tx) => idempotency.releaseKey(tx, key)),

    listRegistered: () => run((tx) => registered.listRegistered(tx, secretKey)),
    addRegistered: (instance, entry) => write((tx) => registered.addRegistered(tx, secretKey, instance, entry)),
    removeRegistered: (id, entry) => write((tx) => registered.removeRegistered(tx, id, entry)),

    listMembers: () => run((tx) => groups.listMembers(tx, fingerprint)),
    keepMember: (member, entry) => write((tx) => groups.keepMember(tx, fingerprint, member, entry)),
    forgetMember: (id, entry) => write((tx) => groups.forgetMember(tx, id, entry)),

    keepEntry: (entry) => write(async (tx) => void (await audit.appendRecord(tx, entry, null))),

    listPeople: () => run(people.listPeople),
    hasAdministrator: (way) => run((tx) => people.hasAdministrator(tx, way)),
    addPerson: (person, hash, entry) => write((tx) => people.addPerson(tx, person, hash, entry)),
    changePerson: (id, change, entry) => write((tx) => people.changePerson(tx, id, change, entry)),
    listSessions: (of, now) => run((tx) => sessions.listSessions(tx, of, now)),
    endSessions: (of, entry) => write((tx) => sessions.endSessions(tx, of, entry)),
    touchSession: (id, at) => run((tx) => sessions.touchSession(tx, id, at)),
    openProviderSession: (session, tell) => write((tx) => openProviderSession(tx, session, tell)),
    listTokens: () => run(apiTokens.listTokens),
    tokenOfHash: (hash, now) => run((tx) => apiTokens.tokenOfHash(tx, hash, now)),
    addToken: (token, hash, entry) => write((tx) => apiTokens.addToken(tx, token, hash, entry)),
    endToken: (id, entry) => write((tx) => apiTokens.endToken(tx, id, entry)),
    takeAttempt: (key, limit, now) => write((tx) => attempts.takeAttempt(tx, key, limit, now)),
    forgetAttempts: (key) => write((tx) => attempts.forgetAttempts(tx, key)),
    database: { db, type: 'sqlite' },

    openNotices: () => run(notices.openNotices),
    tellNotice: (notice, receivers, at) => write((tx) => notices.tellNotice(tx, notice, receivers, at)),
    closeNotices: (instanceId, dedupKey) => run((tx) => notices.closeNotices(tx, instanceId, dedupKey)),
    claimReceiver: (name) => guarded(() => claims.claimInstance(`receiver ${name}`, name)),
    // As one who writes: a Savepoint that was taken out, and does not know it yet, delivers nothing beside the next.
    nextDelivery: (receiver) => write((tx) => notices.nextDelivery(tx, receiver)),
    keepDelivered: (receiver, seq, at) => write((tx) => notices.keepDelivered(tx, receiver, seq, at)),
    keepProblem: (receiver, seq, problem, next) => write((tx) => notices.keepProblem(tx, receiver, seq, problem, next)),
    forgetDeliveries: (receivers, before) => run((tx) => notices.forgetDeliveries(tx, receivers, before)),
    receiverRecords: () => run(notices.receiverRecords),

    prune: (before, batch) => write((tx) => history.prune(tx, before, batch)),
    pruneMinutes: (before, batch) => write((tx) => exposure.pruneExposure(tx, 60, before, batch)),
    sumOlder: () => write(countOlder),
    check: () => run(probe),
    close: async () => {
      await claims.close();
      await guarded(() => db.destroy());
    },
  };
}

/** The end of saves of ours, and nothing else: their actions were synced before, and the ends of these are kept next. */
function isOfOurSave({ saves, events, outsideChanges }: TurnRecord): boolean {
  const areOurs =
    saves.length > 0 && saves.every(({ actionId, outcome }) => actionId !== null && outcome !== 'running');
  return areOurs && events.length === 0 && outsideChanges.length === 0;
}

async function guarded<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await waitingForLock(work);
  } catch (error) {
    throw asStoreError(error);
  }
}

async function probe(db: Db): Promise<void> {
  await db
    .updateTable('write_probe')
    .set((eb) => ({ writes: eb('writes', '+', 1) }))
    .where('id', '=', 1)
    .execute();
}
