import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { instanceListSchema } from '../../lib/contracts/instance';
import { endings } from '../support/endings';
import { eventually } from '../support/eventually';
import { startFakeFleet } from '../support/fake-fleet';
import { ask } from '../support/http-client';
import { startSavepoint, type SavepointServer } from '../support/savepoint-server';

const HEALTHY = 150;
const HUNG = 50;
const MIB = 1_048_576;

const toEnd = endings();

/** How many of the hung ones are told as such; of the others none may be. */
async function toldAsHung({ url }: SavepointServer): Promise<number> {
  const { instances } = instanceListSchema.parse((await ask(url, '/api/instances')).json());
  const told = instances.filter(({ problem }) => problem !== null);
  expect(told.filter(({ id }) => !id.startsWith('hung-')).map(({ id, problem }) => [id, problem])).toEqual([]);
  return told.filter(({ problem }) => problem?.code === 'unresponsive').length;
}

function memoryOf(pid: number): number {
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) * 1024;
}

test(
  `${HEALTHY + HUNG} instances, ${HUNG} of them hung, take less than 400 MiB, and no descriptor is left behind`,
  { timeout: 120_000 },
  async () => {
    const fleet = await startFakeFleet(HEALTHY, HUNG);
    toEnd.push(() => fleet.stop());
    const savepoint = await startSavepoint({ instances: fleet.urls });
    toEnd.push(() => savepoint.stop());
    const descriptors = (): number => readdirSync(`/proc/${savepoint.pid}/fd`).length;
    await eventually('the hung ones to be told', async () => (await toldAsHung(savepoint)) === HUNG, 60_000);
    const most = HEALTHY + HUNG + 60;
    expect(descriptors()).toBeLessThan(most);
    const before = fleet.hung.connections();
    await eventually('each to be tried twice more', () => fleet.hung.connections() >= before + 2 * HUNG, 60_000);
    expect(await toldAsHung(savepoint)).toBe(HUNG);
    console.log(`resident memory: ${Math.round(memoryOf(savepoint.pid) / MIB)} MiB, ${descriptors()} descriptors`);
    expect(memoryOf(savepoint.pid)).toBeLessThan(400 * MIB);
    expect(descriptors()).toBeLessThan(most);
  },
);
