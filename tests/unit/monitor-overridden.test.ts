import { afterEach, expect, it, vi } from 'vitest';
import type { Override } from '../../lib/domain/action/override';
import { EN } from '../../lib/domain/words/en';
import { InstanceWatch } from '../../lib/monitor/instance-watch';
import { Monitor, type MonitorOptions } from '../../lib/monitor/monitor';
import { anInstance } from '../support/a-registered-instance';
import { TIMEOUTS } from '../support/redis-target';

const AN_OVERRIDE = { id: 'o-1', instanceId: 'b', by: 'oncall-1' } as Override;

afterEach(() => vi.restoreAllMocks());

/** A monitor that watches these, and has not begun to. */
async function watching(ids: readonly string[]): Promise<Monitor> {
  const connection = { close: () => undefined };
  const monitor = new Monitor({
    store: {},
    outage: 'There is none.',
    connect: () => connection,
    timeouts: TIMEOUTS,
    pollIntervalMs: 1000,
    now: () => 0,
    newId: () => 'id',
    onView: () => undefined,
    onTurn: () => undefined,
    onStoreBack: () => undefined,
  } as unknown as MonitorOptions);
  for (const id of ids) await monitor.add(anInstance('redis://127.0.0.1:1', { id, name: id }));
  return monitor;
}

it('an instance is compared with the others only while there is an override somewhere', async () => {
  const compared = vi.spyOn(InstanceWatch.prototype, 'failoverAmong');
  const looks = (monitor: Monitor): number => {
    compared.mockClear();
    expect(monitor.views(EN)).toHaveLength(monitor.ids().length);
    return compared.mock.calls.length;
  };
  const monitor = await watching(['a', 'b', 'c']);
  expect(looks(monitor)).toBe(0);
  monitor.explainGuard('b', AN_OVERRIDE);
  expect(looks(monitor)).toBe(3);
  monitor.explainGuard('c', null);
  expect(looks(monitor)).toBe(3);
  monitor.explainGuard('b', null);
  expect(looks(monitor)).toBe(0);
  monitor.explainGuard('c', AN_OVERRIDE);
  await monitor.remove('c');
  expect(looks(monitor)).toBe(0);
});
