import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { addressesOf } from '../../lib/bulk/addresses';
import type { BulkSave } from '../../lib/domain/action/bulk';
import type { RegisteredInstance } from '../../lib/domain/instance/instance';
import { EN } from '../../lib/domain/words/en';
import type { Savepoint } from '../../lib/runtime/facade';
import { refusalOfResult, valueOfResult } from '../support/action-bench';
import { anInstance } from '../support/a-registered-instance';
import { aSavepoint, OPERATOR, type TestSavepoint } from '../support/a-savepoint';
import { eventually } from '../support/eventually';
import { breakDump } from '../support/history-script';
import { freePort } from '../support/processes';
import * as recipes from '../support/recipes';
import { type RedisServer, startRedis } from '../support/redis-server';

/** By id: the server that an instance stands for, each on a loopback address of its own, which is a host of its own. */
const HOSTS = { a1: '127.0.0.1', a2: '127.0.0.1', b1: '127.0.0.2', b2: '127.0.0.2', c1: '127.0.0.3' } as const;
type Id = keyof typeof HOSTS;
const IDS = Object.keys(HOSTS) as Id[];
const KEYS = 4;

const redis = new Map<Id, RedisServer>();
let watch: TestSavepoint | undefined;

function server(id: Id): RedisServer {
  const found = redis.get(id);
  if (found === undefined) throw new Error(`There is no server ${id}.`);
  return found;
}

const urlOf = (id: Id): string => server(id).url.replace('127.0.0.1', HOSTS[id]);
const instanceOf = (id: string, url: string): RegisteredInstance => anInstance(url, { id, name: id });

/** Each key makes a save last so long, in µs. */
const SLOW = 50_000;

/** Servers whose saves last a while. */
async function startAll(): Promise<void> {
  const starting = IDS.map(async (id) => {
    const one = await startRedis({ args: ['--hz', '100', '--bind', ...new Set(['127.0.0.1', HOSTS[id]])] });
    redis.set(id, one);
    await recipes.addKeys(one, KEYS);
    await recipes.slowSaves(one, SLOW);
  });
  await Promise.all(starting);
}

async function watched(
  ids: readonly Id[],
  more: readonly RegisteredInstance[] = [],
  dataDir?: string,
): Promise<Savepoint> {
  const instances = ids.map((id) => instanceOf(id, urlOf(id)));
  watch = await aSavepoint([...instances, ...more], {
    pollIntervalMs: 100,
    ...(dataDir === undefined ? {} : { dataDir }),
  });
  const { savepoint } = watch;
  await eventually('every server to be seen', () => instances.every(({ id }) => savepoint.instance(id)?.observedAt));
  return savepoint;
}

async function begin(savepoint: Savepoint, instanceIds: readonly string[], hostsAtOnce: number): Promise<string> {
  const request = { instanceIds, hostsAtOnce, reason: 'before the upgrade' };
  return valueOfResult(await savepoint.startBulk(request, OPERATOR)).id;
}

const ended = (savepoint: Savepoint, id: string): Promise<BulkSave> =>
  eventually('the bulk save to be over', async () => {
    const now = await savepoint.bulkSave(id);
    return now?.endedAt ? now : null;
  });
const standings = ({ members }: BulkSave): Record<string, string> =>
  Object.fromEntries(members.map(({ id, standing, outcome }) => [id, outcome ? `${standing} ${outcome}` : standing]));
const begun = (savepoint: Savepoint, id: string, one: Id) =>
  eventually(`the save of ${one}`, async () =>
    (await savepoint.bulkSave(id))?.members.some((member) => member.id === one && member.actionId !== null),
  );
const bgsaves = async (id: Id): Promise<number> =>
  Number(/cmdstat_bgsave:calls=(\d+)/.exec(await server(id).cli('INFO', 'commandstats'))?.[1] ?? 0);

const counts = async () => [await bgsaves('a1'), await bgsaves('a2'), await bgsaves('c1')] as const;

/** From fork to the end of the child, in milliseconds of its day, as the server itself logged it. */
function savedFromTo(id: Id): readonly [number, number] {
  const at = (text: string): number => {
    const line =
      server(id)
        .log()
        .split('\n')
        .find((one) => one.includes(text)) ?? '';
    const [, hours, minutes, seconds, ms] = /(\d\d):(\d\d):(\d\d)\.(\d{3})/.exec(line) ?? [];
    return ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000 + Number(ms);
  };
  return [at('Background saving started'), at('Background saving terminated')];
}

const overlap = ([from, to]: readonly [number, number], [since, until]: readonly [number, number]): boolean =>
  from < until && since < to;

// A machine that does much else at the same time starts a server in seconds.
describe('several saves on real servers', { timeout: 120_000 }, () => {
  beforeAll(startAll, 120_000);
  afterEach(() => watch?.dispose());
  afterAll(() => Promise.all([...redis.values()].map((server) => server.stop())));

  it('are one at a time of each host, on two hosts at once, each an action with its actor and reason', async () => {
    const savepoint = await watched(IDS, [instanceOf('again', server('a1').url.replace('127.0.0.1', 'localhost'))]);
    await eventually('the other name to be seen', () => savepoint.instance('again')?.observedAt);
    const over = await ended(savepoint, await begin(savepoint, [...IDS, 'again'], 2));
    expect(standings(over)).toEqual({
      ...Object.fromEntries(IDS.map((id) => [id, 'ended applied'])),
      again: 'same-process',
    });

    const spans = IDS.map((id) => ({ id, span: savedFromTo(id) }));
    expect(spans.filter(({ span: [from, to] }) => !(to > from))).toEqual([]);
    const together = spans.flatMap((one, index) =>
      spans.slice(index + 1).flatMap((other) => (overlap(one.span, other.span) ? [[one.id, other.id]] : [])),
    );
    expect(together.filter(([one, other]) => HOSTS[one as Id] === HOSTS[other as Id])).toEqual([]);
    expect(together.length).toBeGreaterThan(0);
    const most = spans.map(({ span: [from] }) => spans.filter(({ span }) => span[0] <= from && from < span[1]).length);
    expect(Math.max(...most)).toBeLessThanOrEqual(2);

    const { rows } = await savepoint.listAudit({ limit: 50 });
    const kept = rows.filter(({ kind }) => kind === 'bgsave');
    expect(kept.map(({ instanceId }) => instanceId).sort()).toEqual([...IDS].sort());
    expect(
      kept.every(({ actor, action }) => actor.name === OPERATOR.name && action?.reason === 'before the upgrade'),
    ).toBe(true);
  });

  it('are not begun any more once somebody stops them; meanwhile there is no second bulk save', async () => {
    const savepoint = await watched(['a1', 'a2', 'c1']);
    const before = await counts();
    const id = await begin(savepoint, ['a1', 'a2', 'c1'], 1);
    await begun(savepoint, id, 'a1');
    const second = await savepoint.startBulk({ instanceIds: ['c1'], hostsAtOnce: 1, reason: null }, OPERATOR);
    const refusal = { code: 'not_possible', message: expect.stringContaining('oncall-1') };
    expect(refusalOfResult(second)).toMatchObject(refusal);
    expect(valueOfResult(await savepoint.stopBulk(id, OPERATOR))).toMatchObject({
      endedAt: null,
      stoppedBy: { name: 'oncall-1' },
    });
    const over = await ended(savepoint, id);
    expect(standings(over)).toEqual({ a1: 'ended applied', a2: 'stopped', c1: 'stopped' });
    const [a1, a2, c1] = before;
    expect(await counts()).toEqual([a1 + 1, a2, c1]);
    // It is let go of with its end.
    const next = await ended(savepoint, await begin(savepoint, ['c1'], 1));
    expect(standings(next)).toEqual({ c1: 'ended applied' });
  });

  it('wait for a save that somebody else began on the host, and begin after its end', async () => {
    const savepoint = await watched(['a1', 'a2', 'c1']);
    const before = await bgsaves('a2');
    await recipes.slowSaves(server('a1'), 10_000_000);
    await server('a1').cli('BGSAVE');
    await recipes.signalChild(server('a1'), 'SIGSTOP');
    // Of those, a1 was not asked for: it is a neighbour alone.
    const { lines } = await savepoint.planBulk(['a2', 'c1']);
    expect(lines.map(({ id, turn, waitsFor }) => [id, turn, waitsFor])).toEqual([
      ['a2', 1, EN.bulk.heldBy('a1')],
      ['c1', 1, null],
    ]);
    const id = await begin(savepoint, ['a2', 'c1'], 1);
    const held = await eventually('the save on the other host', async () => {
      const now = await savepoint.bulkSave(id);
      return now?.members[1]?.outcome === 'applied' ? now : null;
    });
    expect(held.members[0]).toMatchObject({ id: 'a2', standing: 'waiting', heldBy: 'a1' });
    expect(await bgsaves('a2')).toBe(before);
    await recipes.slowSaves(server('a1'), SLOW);
    await recipes.signalChild(server('a1'), 'SIGKILL');
    expect(standings(await ended(savepoint, id))).toEqual({ a2: 'ended applied', c1: 'ended applied' });
  });

  it('do not wait for a neighbour that forked when it was seen last and does not answer any more', async () => {
    const savepoint = await watched(['a1', 'a2']);
    await recipes.slowSaves(server('a1'), 10_000_000);
    await server('a1').cli('BGSAVE');
    const id = await begin(savepoint, ['a2'], 1);
    await eventually('it to be held back', async () => (await savepoint.bulkSave(id))?.members[0]?.heldBy === 'a1');
    await server('a1').kill('SIGSTOP');
    try {
      expect(standings(await ended(savepoint, id))).toEqual({ a2: 'ended applied' });
    } finally {
      await server('a1').kill('SIGCONT');
    }
    await recipes.slowSaves(server('a1'), SLOW);
    await recipes.signalChild(server('a1'), 'SIGKILL');
    await eventually('the end of its child', () => server('a1').childPid() === null);
  });

  // That nothing more is begun is shown without Redis, in tests/unit/bulk-saves.test.ts: here the closed store would keep it as well.
  it('are settled by the next Savepoint where they had begun, and the bulk save is told as broken off', async () => {
    const first = await watched(['a1', 'c1']);
    const id = await begin(first, ['a1', 'c1'], 1);
    await begun(first, id, 'a1');
    const dataDir = watch?.dataDir ?? '';
    await watch?.stop();
    const savepoint = await watched(['a1', 'c1'], [], dataDir);
    const [entry] = await eventually('the save to be settled', async () => {
      const { rows } = await savepoint.listAudit({ limit: 5 });
      return rows[0]?.outcome === 'pending' ? null : rows;
    });
    expect(entry).toMatchObject({ instanceId: 'a1', outcome: 'applied' });
    const over = await eventually('the bulk save to be told as over', async () => {
      const save = await savepoint.bulkSave(id);
      return save === null || save.endedAt === null ? null : save;
    });
    expect(over.brokenOff).toBe(true);
    expect(standings(over)).toEqual({ a1: 'ended applied', c1: 'left' });
  });

  it('go on after one that failed and one that cannot be reached; an end that is not known stops its host', async () => {
    const savepoint = await watched(IDS, [instanceOf('gone', `redis://127.0.0.3:${await freePort()}`)]);
    const before = await bgsaves('b2');
    breakDump(server('a1'));
    await recipes.slowSaves(server('b1'), 10_000_000);
    const plan = await savepoint.planBulk(['gone', ...IDS]);
    expect(plan.lines.map(({ id, turn }) => [id, turn])).toEqual([
      ['gone', null],
      ...[
        ['a1', 1],
        ['a2', 2],
        ['b1', 1],
        ['b2', 2],
        ['c1', 1],
      ],
    ]);
    expect(plan.lines[0]?.blocked).toMatch(/refused/);

    const id = await begin(savepoint, ['gone', ...IDS], 4);
    await begun(savepoint, id, 'b1');
    await recipes.runningChild(server('b1'));
    await server('b1').restart();
    const over = await ended(savepoint, id);
    expect(standings(over)).toEqual({
      gone: 'refused',
      a1: 'ended not-applied',
      a2: 'ended applied',
      b1: 'ended unknown',
      b2: 'host-stopped',
      c1: 'ended applied',
    });
    expect(over.members[0]?.message).toMatch(/refused/);
    expect(await bgsaves('b2')).toBe(before);
  });
});

describe('the host of an instance', () => {
  const tcp = (host: string) => addressesOf({ kind: 'tcp', host, port: 6379, tls: false });

  it('is this machine by a socket, localhost and its own addresses, and another one by another address', async () => {
    const here = await addressesOf({ kind: 'unix', path: '/run/redis.sock' });
    for (const name of ['127.0.0.1', '::1', '::ffff:127.0.0.1', 'localhost']) expect(await tcp(name)).toEqual(here);
    expect(await tcp('127.0.0.2')).toEqual(['127.0.0.2']);
    expect(await tcp('nowhere.invalid')).toEqual(['nowhere.invalid']);
  });
});
