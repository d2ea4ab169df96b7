import { rmSync } from 'node:fs';
import { openStore } from '../../lib/store/open-store';
import { A_KEY, newDataDir } from '../support/store-folder';
import { storeContract } from './store-contract';

storeContract('SQLite', async () => {
  const dataDir = newDataDir();
  let store = await openStore({ dataDir, secretKey: A_KEY });
  return {
    store,
    reopen: async () => {
      await store.close();
      store = await openStore({ dataDir, secretKey: A_KEY });
      return store;
    },
    end: async () => {
      await store.close();
      rmSync(dataDir, { recursive: true });
    },
  };
});
