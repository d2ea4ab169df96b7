import type { Auth } from '../../lib/auth/auth';
import type { InstanceView } from '../../lib/domain/state/instance-view';
import type { Principal } from '../../lib/domain/access/principal';
import { refuse } from '../../lib/domain/result';
import type { Change, Savepoint } from '../../lib/runtime/facade';
import { holdSavepoint } from '../../lib/runtime/savepoint';
import type { KeptAnswer } from '../../lib/store/store';

/** The token that the stub takes for an administrator's. */
export const TOKEN = 'a-token-for-tests';
export const NOW = Date.UTC(2026, 10, 22, 5, 41, 22, 7);

export const ACCESS: Savepoint['access'] = {
  hosts: ['127.0.0.1:3000', 'localhost:3000'],
  origins: ['http://127.0.0.1:3000'],
  isTrustedProxy: () => false,
  proxy: null,
};

export interface StubSavepoint extends Savepoint {
  publish(change: Change): void;
  listeners(): number;
  close(): void;
}

/** A Savepoint for the routes without Redis and store: nothing exists but what a test puts in. */
export function holdStub(changed: Partial<Savepoint> = {}): StubSavepoint {
  const listeners = new Set<(change: Change) => void>();
  const closing = new AbortController();
  const noInstance = async () => refuse('not_found', 'No instance has this id.');
  const noIncident = async () => refuse('not_found', 'No incident has this number.');
  const emptyPage = async () => ({ rows: [], next: null });
  const stub: StubSavepoint = {
    speaking: () => stub,
    now: () => NOW,
    instances: () => [],
    instance: (id) => stub.instances().find((view) => view.id === id) ?? null,
    configProblems: () => [],
    groups: () => [],
    storeProblem: () => null,
    sincePollMs: () => null,
    findLocal: async () => null,
    register: async () => refuse('invalid', 'Nothing can be registered here.', { fields: {} }),
    remove: noInstance,
    rawInfo: noInstance,
    runbook: () => refuse('not_found', 'No instance has this id.'),
    plan: noInstance,
    triggerBgsave: noInstance,
    planBulk: async () => ({ lines: [], readAt: NOW }),
    startBulk: async () => refuse('not_possible', 'Nothing can be saved here.'),
    bulkSave: async () => null,
    latestBulk: async () => null,
    stopBulk: async () => refuse('not_found', 'No bulk save has this id.'),
    setStopWrites: noInstance,
    needsSecondPerson: () => false,
    askApproval: noInstance,
    getApproval: async () => null,
    approve: noInstance,
    decline: noInstance,
    withdraw: noInstance,
    moveOverride: noInstance,
    incidents: {
      list: emptyPage,
      get: async () => null,
      timeline: async () => null,
      entries: async () => null,
      postMortem: async () => null,
      addNote: noIncident,
      strikeNote: noIncident,
      setStep: noIncident,
    },
    listSaves: emptyPage,
    listEvents: emptyPage,
    picture: async () => null,
    pictures: async () => [],
    picturesOf: async () => [],
    getAction: async () => null,
    listAudit: emptyPage,
    receivers: async () => [],
    testReceiver: async () => refuse('not_found', 'No receiver has this name.'),
    fingerprint: (text) => text,
    ...keysInMemory(),
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    closing: closing.signal,
    health: async () => ({ ready: true, problem: null }),
    auth: noAuth(),
    access: ACCESS,
    publish: (change) => listeners.forEach((listener) => listener(change)),
    listeners: () => listeners.size,
    close: () => closing.abort(),
    ...changed,
  };
  holdSavepoint(stub);
  return stub;
}

const LOCAL: Principal = {
  actor: { kind: 'user', name: 'local operator', role: 'admin' },
  by: 'local',
  session: null,
};
const BY_TOKEN: Principal = {
  actor: { kind: 'token', name: 'admin token', role: 'admin' },
  by: 'token',
  session: null,
};

/** Without sign-in: the bearer of TOKEN, and everybody who sends none. There are no accounts. */
function noAuth(): Auth {
  const none = async () => refuse('not_found', 'There are no accounts here.');
  return {
    signInIsOn: false,
    provider: null,
    principalOf: async (headers) => {
      const authorization = headers.get('authorization');
      if (authorization === null) return LOCAL;
      return /^bearer +(\S+)$/i.exec(authorization)?.[1] === TOKEN ? BY_TOKEN : null;
    },
    start: async () => null,
    needsSetUp: () => false,
    changed: async () => undefined,
    setUp: none,
    signIn: none,
    confirm: none,
    signOut: async () => [],
    people: async () => [],
    addPerson: none,
    changePerson: none,
    changeOwnPassword: none,
    sessionsFor: async () => [],
    endSession: none,
    endOtherSessions: async () => 0,
    tokens: async () => [],
    addToken: none,
    endToken: none,
  };
}

function keysInMemory(): Pick<Savepoint, 'reserveKey' | 'keepAnswer' | 'releaseKey'> {
  const kept = new Map<string, KeptAnswer>();
  return {
    reserveKey: async (key, requestHash) => {
      const known = kept.get(key);
      if (known === undefined) kept.set(key, { requestHash, answer: null });
      return known ?? null;
    },
    keepAnswer: async (key, answer) => {
      const known = kept.get(key);
      if (known !== undefined) kept.set(key, { ...known, answer });
    },
    releaseKey: async (key) => {
      kept.delete(key);
    },
  };
}

/** A request as a browser or curl on this machine sends it. */
export function asked(
  method: string,
  path: string,
  options: { headers?: Record<string, string>; body?: BodyInit } = {},
) {
  return new Request(`http://127.0.0.1:3000${path}`, {
    method,
    headers: { host: '127.0.0.1:3000', ...options.headers },
    ...(options.body === undefined ? {} : { body: options.body, duplex: 'half' }),
  });
}

/** The same with JSON. */
export function askedJson(method: string, path: string, body: unknown, headers: Record<string, string> = {}) {
  return asked(method, path, {
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
}

/** A view of which nothing but the identity is known. */
export function viewOf(id: string, changed: Partial<InstanceView> = {}): InstanceView {
  return {
    id,
    name: id,
    address: '127.0.0.1:6379',
    environment: 'production',
    tags: {},
    group: null,
    watchedTwice: null,
    origin: { kind: 'file', path: 'savepoint.yaml', line: 4 },
    state: 'unknown',
    summary: 'Nothing is known yet.',
    quiet: false,
    since: null,
    sinceAtLeast: false,
    observedAt: NOW,
    staleAfterMs: 5000,
    live: false,
    problem: null,
    server: {
      software: null,
      version: null,
      role: null,
      runId: null,
      startedAt: null,
      clock: { aheadSeconds: null, message: null },
    },
    answers: { slow: null, ms: null, message: null },
    observer: { user: 'default', acts: true, mayChangeSettings: null, mayChangeSettingsReason: null, tooMuch: null },
    withheld: [],
    replication: { primaryAddress: null, linkUp: null, lagSeconds: null, connectedReplicas: null },
    loading: null,
    writes: {
      availability: 'unknown',
      cause: null,
      evidence: null,
      reason: 'Not read yet.',
      rejectedCount: null,
      rejectedCountReason: null,
    },
    guard: {
      value: null,
      valueReason: 'Not read yet.',
      expected: 'yes',
      helps: null,
      override: null,
      approval: null,
      failoverNote: null,
    },
    rdb: {
      savePoints: { value: null, reason: 'Not read yet.' },
      lastStatus: null,
      inProgress: null,
      lastGoodSaveAt: null,
      lastGoodSaveReason: null,
      changesSinceLastSave: null,
      lastDurationSeconds: null,
      lastCowBytes: null,
      nextRetryAt: null,
      nextRetryReason: null,
      failuresInARow: null,
    },
    aof: { enabled: null, lastWriteStatus: null, lastRewriteStatus: null },
    exposure: { growsPerMinute: null, aof: 'unknown', nextSaveAt: null, nextSaveReason: null },
    drift: [],
    save: null,
    cause: null,
    incident: null,
    nextSteps: null,
    choices: null,
    actions: {
      bgsave: { allowed: false, mode: 'start', reason: 'Not read yet.' },
      setStopWrites: { allowed: false, reason: 'Not read yet.' },
    },
    ...changed,
  };
}
