import { setImmediate as breathe } from 'node:timers/promises';
import { aResolution, aSave, anAction, anEvent, aTurn } from './store-samples';
import { openStoreOf } from './store-folder';

/**
 * A process of its own that writes into a store: `store-writer.ts DATA_DIR NAME ROUNDS`. Says each thing on a line once
 * the store has said that it is kept. Ends by itself after ROUNDS, or is killed.
 */
const [dataDir = '', name = '', rounds = ''] = process.argv.slice(2);
const store = await openStoreOf(dataDir);
console.log('open');
for (let round = 0; round < Number(rounds); round += 1) {
  const id = `${name}-${String(round).padStart(6, '0')}`;
  await store.recordTurn(name, aTurn({ saves: [aSave(id)], events: [anEvent(id)] }));
  console.log(`turn ${id}`);
  await store.beginAction(anAction(id));
  console.log(`intent ${id}`);
  await store.resolveAction(id, aResolution());
  console.log(`outcome ${id}`);
  // Savepoint writes once a turn, not without a break: another process finds its moment.
  await breathe();
}
await store.close();
console.log('done');
