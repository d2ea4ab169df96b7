import { rmSync } from 'node:fs';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Waiting } from '../../lib/approvals/waiting';
import { APPROVAL_MS, type Approval } from '../../lib/domain/action/approval';
import { openStore } from '../../lib/store/open-store';
import type { Store } from '../../lib/store/store';
import { anApproval } from '../support/an-approval';
import { A_KEY, newDataDir } from '../support/store-folder';
import { T0 } from '../support/store-samples';

let dataDir: string;
let store: Store;
const clock = { wall: T0, monotonic: 0 };

beforeEach(async () => {
  dataDir = newDataDir();
  store = await openStore({ dataDir, secretKey: A_KEY });
  Object.assign(clock, { wall: T0, monotonic: 0 });
});

afterEach(async () => {
  await store.close();
  rmSync(dataDir, { recursive: true });
});

const waitingIn = (kept: Store): Waiting =>
  new Waiting({
    store: kept,
    now: () => clock.wall,
    monotonic: () => clock.monotonic,
    onChange: () => undefined,
  });

it('stands for fifteen minutes, also where the wall clock was set back meanwhile, or before the start', async () => {
  const approval = anApproval('q-1');
  await store.askApproval(approval);
  for (const setBackMs of [0, 3_600_000]) {
    const waiting = waitingIn(store);
    clock.wall = T0 - setBackMs;
    clock.monotonic = 0;
    await waiting.load();
    clock.wall = T0 - 7_200_000;
    clock.monotonic = APPROVAL_MS - 1;
    expect([setBackMs, waiting.isOver(approval)]).toEqual([setBackMs, false]);
    clock.monotonic = APPROVAL_MS;
    expect([setBackMs, waiting.isOver(approval)]).toEqual([setBackMs, true]);
  }
});

/** `meanwhile` happens once, while what waits is being read: after the store has answered, and before that is taken in. */
function readingWhile(meanwhile: () => Promise<void>): Store {
  let isFirst = true;
  return {
    ...store,
    waitingApprovals: async () => {
      const read: readonly Approval[] = await store.waitingApprovals();
      if (isFirst) {
        isFirst = false;
        await meanwhile();
      }
      return read;
    },
  };
}

it('what is asked while it is read stays', async () => {
  const approval = anApproval('q-1');
  const waiting = waitingIn(
    readingWhile(async () => {
      await store.askApproval(approval);
      waiting.add(approval);
    }),
  );
  await waiting.load();
  expect(waiting.all()).toEqual([approval]);
});

it('what is decided while it is read does not come back', async () => {
  const approval = anApproval('q-1');
  const waiting = waitingIn(
    readingWhile(async () => {
      await waiting.end(approval, { status: 'declined', by: approval.asker.actor, note: null });
    }),
  );
  await store.askApproval(approval);
  waiting.add(approval);
  await waiting.load();
  expect(waiting.all()).toEqual([]);
});
