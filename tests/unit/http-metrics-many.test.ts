import { expect, it } from 'vitest';
import { GET } from '../../app/metrics/route';
import { readExposition } from '../support/exposition';
import { repetitions } from '../support/repetitions';
import { asked, holdStub, viewOf } from '../support/stub-savepoint';

const INSTANCES = repetitions({ often: 1000, seldom: 100 });
const ROUNDS = 10;

it(`${INSTANCES} instances are each told once, from one look at all of them, and what that took is printed`, async () => {
  const views = Array.from({ length: INSTANCES }, (_, n) =>
    viewOf(`orders-${n}`, { name: `Orders “${n}”`, live: true }),
  );
  let looks = 0;
  holdStub({
    instances: () => {
      looks += 1;
      return views;
    },
  });
  const took: number[] = [];
  let text = '';
  for (let round = 0; round < ROUNDS; round += 1) {
    const start = process.cpuUsage();
    text = await (await GET(asked('GET', '/metrics'))).text();
    took.push(process.cpuUsage(start).user / 1000);
  }
  took.sort((a, b) => a - b);
  const ms = (at: number): string => `${(took[at] ?? 0).toFixed(0)} ms`;
  console.log(
    `${INSTANCES} instances, ${text.length} characters: ${ms(ROUNDS / 2)} of processor time (${ms(0)} to ${ms(ROUNDS - 1)})`,
  );
  expect(looks).toBe(ROUNDS);
  const { samples } = readExposition(text);
  const keys = samples.map(({ name, labels }) => `${name} ${JSON.stringify(labels)}`);
  expect(new Set(keys).size).toBe(samples.length);
  for (const name of ['savepoint_instance_facts_fresh', 'savepoint_instance_writes_known']) {
    const told = samples.filter((sample) => sample.name === name).map(({ labels }) => labels);
    expect(told).toEqual(views.map(({ id, name: its, environment }) => ({ id, name: its, environment })));
  }
});
