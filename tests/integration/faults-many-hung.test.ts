import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import type { InstanceView } from '../../lib/domain/instance-view';
import { anInstance } from '../support/a-registered-instance';
import { aSavepoint, type TestSavepoint } from '../support/a-savepoint';
import { eventually } from '../support/eventually';
import { startFakeRedis, type FakeReply } from '../support/fake-redis';
import { bulk, bulks } from '../support/resp';

/* Two hundred real servers are too many for a test: one fake answers as them, another takes connections and never says a word. */
const INFO = readFileSync(resolve(import.meta.dirname, '../fixtures/info/redis-7.0.15-saved.txt'), 'utf8');
const HEALTHY = 150;
const HUNG = 50;
/** So often it is told when each was seen last, once a second. */
const PULSES = 8;

const toEnd: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of toEnd.splice(0).reverse()) await end();
});

async function fake(answer: (command: string[]) => FakeReply): Promise<string> {
  const server = await startFakeRedis(answer);
  toEnd.push(() => server.stop());
  return `redis://127.0.0.1:${server.port}`;
}

const well = ([command = '', name = '', setting = '']: string[]): FakeReply => {
  if (command === 'INFO') return bulk(name === 'commandstats' ? '# Commandstats\r\n' : INFO);
  return command === 'CONFIG' ? bulks(setting, setting === 'save' ? '3600 1' : 'yes') : '+PONG\r\n';
};

async function watching(): Promise<TestSavepoint> {
  const [answers, hangs] = [await fake(well), await fake(() => null)];
  const named = (count: number, kind: string, url: string) =>
    Array.from({ length: count }, (_, index) => anInstance(url, { id: `${kind}-${index}`, name: `${kind}-${index}` }));
  const watch = await aSavepoint([...named(HEALTHY, 'well', answers), ...named(HUNG, 'hung', hangs)], {
    pollIntervalMs: 1000,
  });
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
    // Polled every second, told every second: one behind the hung ones would wait for their timeouts, of which each is longer.
    expect(Math.min(...counts)).toBeGreaterThanOrEqual(PULSES / 2);
    expect([...looks.keys()].filter((id) => state(id)?.problem !== null)).toEqual([]);
  },
);
