import 'server-only';
import { brokenOff } from '../domain/action/bulk';
import { log } from '../log/log';
import type { Store } from '../store/store';

/** No id of an instance has a space. Savepoints on the same data have one bulk save at a time between them. */
export const CLAIM = 'bulk saves';

/** Tells of each bulk save without an end that its Savepoint ended in the middle. Call it with the claim: then nobody runs one. */
export async function endLeftOnes(store: Pick<Store, 'openBulks' | 'keepBulk'>, at: number): Promise<void> {
  for (const save of await store.openBulks()) {
    await store.keepBulk(brokenOff(save, at));
    log.warn({ bulk: save.id, runner: save.runner }, 'a bulk save was broken off: the Savepoint that ran it has ended');
  }
}
