import { afterEach, beforeEach, describe } from 'vitest';
import type { Store } from '../../lib/store/store';
import { storeAccess } from './store-contract-access';
import { storeActions } from './store-contract-actions';
import { storeApprovals } from './store-contract-approvals';
import { storeAudit } from './store-contract-audit';
import { storeBulks } from './store-contract-bulk';
import { storeClaims, storeOpenActions } from './store-contract-claims';
import { storeGroups } from './store-contract-groups';
import { storeHistory } from './store-contract-history';
import { storeIncidents } from './store-contract-incidents';
import { storeLogs } from './store-contract-logs';
import { storeMemory } from './store-contract-memory';
import { storeNotices } from './store-contract-notices';
import { storeOverrides } from './store-contract-overrides';
import { storePages } from './store-contract-pages';
import { storePictures } from './store-contract-pictures';
import { storeRest } from './store-contract-rest';
import { storeSessions } from './store-contract-sessions';
import { storeSums } from './store-contract-sums';

/** A store of one engine, empty at first. */
export interface StoreUnderTest {
  readonly store: Store;
  /** Closes it and opens the same data again. */
  reopen(): Promise<Store>;
  /** Opens the same data once more, as another process would; where only one may have them, gives the opening that is there. */
  another(): Promise<Store>;
  /** Closes it, with every other opening, and takes its data away. */
  end(): Promise<void>;
}

/** Gives the store that belongs to the running test. */
export type TheStore = () => StoreUnderTest;

/** What every engine of the store must do: call it once for each. `openings`: at a time, of the same data. */
export function storeContract(engine: string, openings: 'one' | 'any', open: () => Promise<StoreUnderTest>): void {
  describe(`the store on ${engine}`, () => {
    let current: StoreUnderTest | null = null;
    beforeEach(async () => {
      current = await open();
    });
    afterEach(async () => {
      await current?.end();
      current = null;
    });
    const theStore: TheStore = () => {
      if (current === null) throw new Error('The store is open only while a test runs.');
      return current;
    };
    storeHistory(theStore);
    storeMemory(theStore);
    storeGroups(theStore);
    storeLogs(theStore);
    storePages(theStore);
    storePictures(theStore);
    storeSums(theStore);
    storeActions(theStore);
    storeBulks(theStore);
    storeClaims(theStore);
    if (openings === 'any') storeOpenActions(theStore);
    storeOverrides(theStore);
    storeApprovals(theStore);
    storeIncidents(theStore);
    storeNotices(theStore);
    storeAudit(theStore);
    storeRest(theStore);
    storeAccess(theStore);
    storeSessions(theStore);
  });
}
