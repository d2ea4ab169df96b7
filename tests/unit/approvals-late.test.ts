import { rmSync } from 'node:fs';
import { expect, it } from 'vitest';
import { Approvals } from '../../lib/approvals/approvals';
import { APPROVAL_MS } from '../../lib/domain/action/approval';
import { refuse } from '../../lib/domain/result';
import { EN } from '../../lib/domain/words/en';
import { openStore } from '../../lib/store/open-store';
import { anApproval, aPerson } from '../support/an-approval';
import { anInstance } from '../support/a-registered-instance';
import { A_KEY, newDataDir } from '../support/store-folder';
import { anAction, T0 } from '../support/store-samples';

it('an approval whose time ends while it is checked has expired: nobody is said to have approved what does not fit', async () => {
  const dataDir = newDataDir();
  const store = await openStore({ dataDir, secretKey: A_KEY });
  let wall = T0;
  const bob = aPerson('bob', 'p-2', T0);
  await store.askApproval(anApproval('q-1', { asker: { ...anApproval('q').asker, personId: null } }));
  const approvals = new Approvals<null>({
    store,
    now: () => wall,
    monotonic: () => 0,
    newId: () => 'none',
    onChange: () => undefined,
    isWatched: () => true,
    instance: () => anInstance('redis://127.0.0.1:1'),
    check: async () => refuse('not_possible', 'Nobody asks here.'),
    outcome: async () => refuse('not_found', 'Nothing was begun.'),
    run: async (_id, { approval = null }) => {
      wall = T0 + APPROVAL_MS;
      expect(await store.beginAction(anAction('a-1', { approval, requestedAt: wall }))).toBe(false);
      return refuse('conflict', EN.approval.decidedMeanwhile);
    },
  });
  await approvals.load();
  const said = await approvals.approve('q-1', { confirm: 'orders-primary', note: null }, bob, EN);
  expect(said).toMatchObject({ ok: false, refusal: { message: EN.approval.decidedMeanwhile } });
  expect(await store.getApproval('q-1')).toMatchObject({ status: 'expired', decidedBy: { name: 'savepoint' } });
  await store.close();
  rmSync(dataDir, { recursive: true });
});
