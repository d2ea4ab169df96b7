import { rmSync } from 'node:fs';
import { openStore } from '../../lib/store/open-store';
import type { Store } from '../../lib/store/store';
import { A_KEY, newDataDir } from '../support/store-folder';
import { storeContract } from './store-contract';

storeContract('SQLite', 'any', async () => {
  const dataDir = newDataDir();
  const open = () => openStore({ dataDir, secretKey: A_KEY });
  let store = await open();
  const others: Store[] = [];
  return {
    store,
    reopen: async () => {
      await store.close();
      store = await open();
      return store;
    },
    another: async () => {
      const other = await open();
      others.push(other);
      return other;
    },
    end: async () => {
      for (const each of [store, ...others]) await each.close();
      rmSync(dataDir, { recursive: true });
    },
  };
});
