import type { OverrideEnd } from '../../lib/domain/action/override';
import { anInstance } from './a-registered-instance';
import { aSavepoint, OPERATOR } from './a-savepoint';
import { eventually } from './eventually';

/**
 * A Savepoint of its own with a clock that is wrong by CLOCK milliseconds: `override-process.ts DATA_DIR CLOCK JUMP ENDS`. It switches
 * the guard off on those of ENDS (JSON: id, url, milliseconds until its end or null for the next good save) that have no override
 * yet and were never switched off, says `off ID END` (on the true clock) for each, and lives until it is ended. JUMP is added to its clock a moment later.
 */
interface Wanted {
  readonly id: string;
  readonly url: string;
  readonly ms: number | null;
  /** False: it was switched off by an earlier process. */
  readonly isNew: boolean;
}

const [dataDir = '', clock = '0', jump = '0', ends = '[]'] = process.argv.slice(2);
let offset = Number(clock);
const wanted = JSON.parse(ends) as readonly Wanted[];
const now = (): number => Date.now() + offset;
const instances = wanted.map(({ id, url }) => anInstance(url, { id, name: id }));
const { savepoint } = await aSavepoint(instances, { dataDir, pollIntervalMs: 50, now });

await Promise.all(
  wanted
    .filter(({ isNew }) => isNew)
    .map(async ({ id, ms }) => {
      await eventually(`the guard of ${id}`, () => savepoint.instance(id)?.guard.value === 'yes');
      const asked = Date.now();
      const until: OverrideEnd =
        ms === null ? { kind: 'next-good-save', at: null } : { kind: 'time', at: asked + offset + ms };
      const off = { value: 'no', expected: 'yes', confirm: id, reason: 'the disk is full' } as const;
      const result = await savepoint.setStopWrites(id, { ...off, until, rewrite: false, runId: null }, OPERATOR);
      console.log(result.ok ? `off ${id} ${asked + (ms ?? 0)}` : `refused ${id}: ${result.refusal.message}`);
    }),
);
console.log('watching');
offset += Number(jump);
