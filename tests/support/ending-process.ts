import { getSavepoint } from '../../lib/runtime/savepoint';
import { startSavepoint } from '../../lib/runtime/start';
import { actAgain } from './act-again';
import { eventually } from './eventually';
import { A_KEY, openStoreOf } from './store-folder';
import { databaseOf } from './store-place';

/**
 * Savepoint started as the server starts it, signals included, without HTTP: `ending-process.ts DATA_DIR REDIS_URL`. It brings to
 * an end what an earlier one left open, says `resolved`, and acts over and over until it is told to end.
 */
const [dataDir = '', url = ''] = process.argv.slice(2);
const ID = 'orders-primary';

const env = {
  NODE_ENV: 'production',
  ...databaseOf(dataDir),
  SAVEPOINT_DATA_DIR: dataDir,
  SAVEPOINT_INSTANCES: `${ID}=${url}`,
  SAVEPOINT_SECRET_KEY: A_KEY.toString('base64'),
  SAVEPOINT_SIGN_IN: 'no',
} as const;
await startSavepoint(env, dataDir);
const savepoint = getSavepoint();
const reader = await openStoreOf(dataDir);
await eventually('the first look', () => savepoint.instance(ID)?.guard.value ?? null);
await eventually('what was left open to end', async () =>
  (await reader.pendingActions()).every(({ outcome }) => outcome !== 'pending'),
);
await reader.close();
console.log('resolved');
await actAgain(savepoint, ID);
