import type { Savepoint } from '../../lib/runtime/facade';
import { OPERATOR } from './a-savepoint';

/** Switches the guard of an instance and saves, over and over until Savepoint ends, each action on a line of the output. */
export async function actAgain(savepoint: Savepoint, id: string): Promise<void> {
  for (let turn = 0; !savepoint.closing.aborted; turn += 1) {
    const value = savepoint.instance(id)?.guard.value === 'no' ? 'yes' : 'no';
    const request = {
      value,
      expected: value === 'no' ? 'yes' : 'no',
      confirm: id,
      reason: `turn ${turn} of a process`,
    } as const;
    const switched = await savepoint.setStopWrites(
      id,
      { ...request, until: null, rewrite: false, runId: null },
      OPERATOR,
    );
    console.log(`guard ${switched.ok ? 'done' : switched.refusal.code}`);
    if (turn % 3 !== 2) continue;
    const saved = await savepoint.triggerBgsave(id, { schedule: false, reason: null, runId: null }, OPERATOR);
    console.log(`bgsave ${saved.ok ? 'done' : saved.refusal.code}`);
  }
}
