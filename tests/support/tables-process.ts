import { openStore } from '../../lib/store/open-store';
import { A_KEY } from './store-folder';

/** Makes the tables of a store in the database at an address, and ends: `tables-process.ts DATABASE_URL`. */
const [databaseUrl = ''] = process.argv.slice(2);
const store = await openStore({ dataDir: '/nowhere', databaseUrl, secretKey: A_KEY });
await store.close();
