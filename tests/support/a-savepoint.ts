import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Actor } from '../../lib/domain/action/action';
import type { RegisteredGroup } from '../../lib/domain/group/group';
import type { OutboundRules } from '../../lib/domain/instance/outbound';
import type { Environment, RegisteredInstance } from '../../lib/domain/instance/instance';
import type { Receiver } from '../../lib/domain/notice/receiver';
import { connectingBy } from '../../lib/redis/connection';
import type { Connect } from '../../lib/redis/redis';
import { compose } from '../../lib/runtime/compose';
import type { Change, Savepoint } from '../../lib/runtime/facade';
import { openStore } from '../../lib/store/open-store';
import type { Store } from '../../lib/store/store';
import { A_KEY } from './store-folder';
import { copyPlace, placeOf } from './store-place';

export const OPERATOR: Actor = { kind: 'user', name: 'oncall-1', role: 'admin' };

export interface TestSavepoint {
  readonly savepoint: Savepoint;
  readonly changes: Change[];
  readonly dataDir: string;
  /** A copy of what is kept at this moment: what kill -9 would leave behind. */
  copyData(): string;
  /** Ends it; the data stays. */
  stop(): Promise<void>;
  /** Ends it and takes its data away. */
  dispose(): Promise<void>;
}

/** Where an action is: for those who end the process there. */
export type Step = 'intent-kept' | 'before-sending' | 'answered' | 'read-back' | 'outcome-kept';

/** The store and the connections, with `onStep` told of each step of an action. */
function stepping(store: Store, connected: Connect, onStep: (step: Step) => void): { store: Store; connect: Connect } {
  const after = async <T>(work: Promise<T>, step: Step): Promise<T> => {
    const result = await work;
    onStep(step);
    return result;
  };
  let isActing = false;
  return {
    store: {
      ...store,
      beginAction: (action) => after(store.beginAction(action), 'intent-kept'),
      resolveAction: (id, resolution) => after(store.resolveAction(id, resolution), 'outcome-kept'),
    },
    connect: (target, timeouts) => {
      const real = connected(target, timeouts);
      return {
        ...real,
        setGuard: (value) => {
          isActing = true;
          onStep('before-sending');
          return after(real.setGuard(value), 'answered');
        },
        observe: async (now) => {
          const seen = await real.observe(now);
          if (isActing) onStep('read-back');
          isActing = false;
          return seen;
        },
      };
    },
  };
}

/** What is registered on the page is in the store, and whoever shares that leaves out what is not there. */
function configured(instance: RegisteredInstance): RegisteredInstance {
  if (instance.origin.kind !== 'registered') return instance;
  return { ...instance, origin: { kind: 'environment', variable: 'SAVEPOINT_INSTANCES' } };
}

/** Savepoint without HTTP: the real store, the real monitor, real connections, in this process. */
export async function aSavepoint(
  instances: readonly RegisteredInstance[],
  options: {
    readonly dataDir?: string;
    /** The Postgres that it keeps everything in. */
    readonly databaseUrl?: string;
    /** People sign in. */
    readonly signIn?: boolean;
    readonly pollIntervalMs?: number;
    readonly secretKey?: Buffer;
    readonly secondPersonIn?: readonly Environment[];
    readonly groups?: readonly RegisteredGroup[];
    readonly outbound?: OutboundRules;
    /** Other connections than the real ones. */
    readonly connect?: Connect;
    readonly receivers?: readonly Receiver[];
    readonly onStep?: (step: Step) => void;
    /** Its wall clock. */
    readonly now?: () => number;
  } = {},
): Promise<TestSavepoint> {
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'savepoint-data-'));
  const place = options.databaseUrl === undefined ? placeOf(dataDir) : { dataDir, databaseUrl: options.databaseUrl };
  const opened = await openStore({ ...place, secretKey: options.secretKey ?? A_KEY });
  const { store, connect } = stepping(
    opened,
    options.connect ?? connectingBy(options.outbound ?? null),
    options.onStep ?? (() => undefined),
  );
  const composed = compose({
    config: {
      port: 3000,
      ...place,
      pollIntervalMs: options.pollIntervalMs ?? 250,
      retentionDays: 90,
      instances: instances.map(configured),
      groups: options.groups ?? [],
      receivers: options.receivers ?? [],
      problems: [],
      outbound: options.outbound ?? null,
      adminToken: null,
      signIn: options.signIn ?? false,
      secondPersonIn: options.secondPersonIn ?? [],
      firstAdministrator: null,
      provider: null,
      proxy: null,
      trustedProxies: [],
      host: '127.0.0.1',
      auditToLog: false,
      publicOrigin: null,
      secretKeyEnv: { SAVEPOINT_SECRET_KEY: undefined, SAVEPOINT_SECRET_KEY_FILE: undefined },
    },
    store,
    connect,
    now: options.now ?? Date.now,
  });
  const changes: Change[] = [];
  composed.savepoint.subscribe((change) => changes.push(change));
  await composed.start();
  return {
    savepoint: composed.savepoint,
    changes,
    dataDir,
    stop: () => composed.stop(),
    copyData: () => copyPlace(dataDir),
    dispose: async () => {
      await composed.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
