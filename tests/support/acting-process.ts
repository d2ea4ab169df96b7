import { actAgain } from './act-again';
import { anInstance } from './a-registered-instance';
import { aSavepoint } from './a-savepoint';
import { eventually } from './eventually';
import { openStoreOf } from './store-folder';

/**
 * A Savepoint of its own that acts until it is killed: `acting-process.ts DATA_DIR REDIS_URL CRASH_AT`. It first brings to an end
 * what an earlier one left open, and says `resolved`; then it switches the guard and saves, over and over, each action on a
 * line. CRASH_AT is a step at which it kills itself, or `never`.
 */
const [dataDir = '', url = '', crashAt = 'never'] = process.argv.slice(2);
const ID = 'orders-primary';

function die(): never {
  process.kill(process.pid, 'SIGKILL');
  throw new Error('A process that was killed goes no further.');
}

const watch = await aSavepoint([anInstance(url)], {
  dataDir,
  pollIntervalMs: 50,
  onStep: (step) => (step === crashAt ? die() : undefined),
});
const { savepoint } = watch;
const reader = await openStoreOf(dataDir);
await eventually('the first look', () => savepoint.instance(ID)?.guard.value ?? null);
await eventually('what was left open to end', async () =>
  (await reader.pendingActions()).every(({ outcome }) => outcome !== 'pending'),
);
console.log('resolved');

await actAgain(savepoint, ID);
