import { expect, test } from 'vitest';
import type { InstanceView } from '../../lib/domain/state/instance-view';
import { anInstance } from '../support/a-registered-instance';
import { aSavepoint, type TestSavepoint } from '../support/a-savepoint';
import { endings } from '../support/endings';
import { eventually } from '../support/eventually';
import { startFakeFleet } from '../support/fake-fleet';

const HEALTHY = 150;
const HUNG = 50;
/** So often it is told when each was seen last, once a second. */
const PULSES = 12;

const toEnd = endings();

async function watching(): Promise<TestSavepoint> {
  const fleet = await startFakeFleet(HEALTHY, HUNG);
  toEnd.push(() => fleet.stop());
  const instances = Object.entries(fleet.urls).map(([name, url]) => anInstance(url, { id: name, name }));
  const watch = await aSavepoint(instances, { pollIntervalMs: 1000 });
  toEnd.push(() => watch.dispose());
  return watch;
}

test(
  `${HUNG} of ${HEALTHY + HUNG} hang: each is told as such, and the others are looked at as often as ever`,
  { timeout: 180_000 },
  async () => {
    const { savepoint } = await watching();
    const state = (id: string): InstanceView | null => savepoint.instance(id);
    for (let index = 0; index < HUNG; index += 1) {
      const id = `hung-${index}`;
      await eventually(`${id} to be told`, () => state(id)?.problem?.code === 'unresponsive', 60_000);
      expect(state(id)?.state).toBe('unreachable');
    }

    const looks = new Map<string, Set<number>>();
    const ages: number[] = [];
    let pulses = 0;
    savepoint.subscribe((change) => {
      if (change.kind !== 'pulse') return;
      pulses += 1;
      for (const [id, at] of Object.entries(change.observedAt)) {
        looks.set(id, (looks.get(id) ?? new Set()).add(at));
        ages.push(change.at - at);
      }
    });
    await eventually(`${PULSES} pulses`, () => pulses >= PULSES, 60_000);
    const sorted = ages.sort((a, b) => a - b);
    console.log(`age of the facts of the others: p95 ${sorted[Math.floor(sorted.length * 0.95)]} ms`);
    const counts = [...looks.values()].map((seen) => seen.size);
    expect(counts).toHaveLength(HEALTHY);
    // Polled every second, told every second, but for what a busy machine takes of both: one behind the hung ones would wait for their
    // timeouts, of which each is longer, and be seen once at most.
    expect(Math.min(...counts)).toBeGreaterThanOrEqual(PULSES / 4);
    expect([...looks.keys()].filter((id) => state(id)?.problem !== null)).toEqual([]);
  },
);
