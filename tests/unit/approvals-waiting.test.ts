import { rmSync } from 'node:fs';
import { expect, it } from 'vitest';
import { Waiting } from '../../lib/approvals/waiting';
import { APPROVAL_MS } from '../../lib/domain/approval';
import { openStore } from '../../lib/store/open-store';
import { anApproval } from '../support/an-approval';
import { A_KEY, newDataDir } from '../support/store-folder';
import { T0 } from '../support/store-samples';

it('stands for fifteen minutes, also where the wall clock was set back meanwhile, or before the start', async () => {
  const dataDir = newDataDir();
  const store = await openStore({ dataDir, secretKey: A_KEY });
  const clock = { wall: T0, monotonic: 0 };
  const parts = { store, now: () => clock.wall, monotonic: () => clock.monotonic, onChange: () => undefined };
  const approval = anApproval('q-1');
  await store.askApproval(approval);
  for (const setBackMs of [0, 3_600_000]) {
    const waiting = new Waiting(parts);
    clock.wall = T0 - setBackMs;
    clock.monotonic = 0;
    await waiting.load();
    clock.wall = T0 - 7_200_000;
    clock.monotonic = APPROVAL_MS - 1;
    expect([setBackMs, waiting.isOver(approval)]).toEqual([setBackMs, false]);
    clock.monotonic = APPROVAL_MS;
    expect([setBackMs, waiting.isOver(approval)]).toEqual([setBackMs, true]);
  }
  await store.close();
  rmSync(dataDir, { recursive: true });
});
