import { describe, expect, it } from 'vitest';
import {
  afterChange,
  brokenOff,
  type BulkAsked,
  type BulkMember,
  bulkMembers,
  type BulkSave,
  bulkSentence,
  heldBack,
  isOver,
  nextToBegin,
  placesOf,
  stopped,
} from '../../lib/domain/action/bulk';
import { bulkCounts } from '../../lib/domain/action/bulk-counts';
import { bulkPlanLines, leftOutOfBulk } from '../../lib/domain/action/bulk-plan';
import { bulkSeenOf, heldByOthers } from '../../lib/domain/action/bulk-seen';
import { planOf } from '../../lib/domain/action/plan-of';
import { NOTHING_KNOWN } from '../../lib/domain/save/save-knowledge';
import { EN } from '../../lib/domain/words/en';
import { anInstance } from '../support/a-registered-instance';
import { type Patch, sighting } from '../support/a-sighting';
import { repetitions } from '../support/repetitions';
import { seeded } from '../support/rng';

const asked = (id: string, addresses: readonly string[], runId: string | null = null): BulkAsked => ({
  id,
  name: id.toUpperCase(),
  addresses,
  runId,
});
const hostsOf = (all: readonly BulkAsked[]): readonly string[] => placesOf(all).map(({ host }) => host);

describe('where instances stand', () => {
  it('is one host by one address, of many as well, and by way of a third', () => {
    expect(hostsOf([asked('a', ['10.0.0.1']), asked('b', ['10.0.0.2']), asked('c', ['10.0.0.1'])])).toEqual([
      '10.0.0.1',
      '10.0.0.2',
      '10.0.0.1',
    ]);
    const chained = [asked('a', ['10.0.0.1']), asked('b', ['10.0.0.2']), asked('c', ['10.0.0.2', '10.0.0.1'])];
    expect(hostsOf(chained)).toEqual(['10.0.0.1', '10.0.0.1', '10.0.0.1']);
  });

  it('is one host where one process is known by two addresses, and it is asked once', () => {
    const places = placesOf([asked('a', ['10.0.0.1'], 'r1'), asked('b', ['10.0.0.9'], 'r1'), asked('c', ['10.0.0.9'])]);
    expect(places.map(({ host }) => host)).toEqual(['10.0.0.1', '10.0.0.1', '10.0.0.1']);
    expect(places.map(({ sameAs }) => sameAs?.id ?? null)).toEqual([null, 'a', null]);
    expect(bulkMembers(places).map(({ standing }) => standing)).toEqual(['waiting', 'same-process', 'waiting']);
  });

  it('takes two processes that nothing is known of for two', () => {
    expect(placesOf([asked('a', ['10.0.0.1']), asked('b', ['10.0.0.1'])]).map(({ sameAs }) => sameAs)).toEqual([
      null,
      null,
    ]);
  });
});

describe('the plan of several saves', () => {
  const planned = (changed: Patch, over = {}) =>
    planOf({
      request: { action: 'bgsave', value: null },
      registered: anInstance('redis://127.0.0.1:6379', over),
      sighting: sighting(changed),
      knowledge: NOTHING_KNOWN,
    });

  it('leaves out what the plan of the one does not allow, with its words', () => {
    expect(leftOutOfBulk(planned({}), null, EN)).toBeNull();
    expect(leftOutOfBulk(planned({ rdb: { inProgress: true } }), null, EN)).toBe(EN.blocked.saveRunning);
    expect(leftOutOfBulk(planned({}, { operator: null }), null, EN)).toBe(EN.blocked.readOnlyHere);
    expect(leftOutOfBulk(planned({ aof: { rewriteInProgress: true } }), null, EN)).toBe(EN.bulk.otherChild);
    expect(leftOutOfBulk({ ...planned({}), secondPerson: true }, null, EN)).toBe(EN.bulk.secondPerson);
  });

  it('leaves out a replica that is set up to write nothing, and nobody of whom that is not known', () => {
    const replica: Patch = {
      server: { role: 'replica' },
      aof: { enabled: false },
      config: { savePoints: { value: [] } },
    };
    const left = (changed: Patch) => leftOutOfBulk(planned({}), bulkSeenOf(sighting(changed).facts), EN);
    expect(left(replica)).toBe(EN.bulk.keepsNothing);
    expect(left({ ...replica, server: { role: 'master' } })).toBeNull();
    expect(left({ ...replica, aof: { enabled: null } })).toBeNull();
    expect(left({ ...replica, config: { savePoints: { value: null, reason: 'NOPERM' } } })).toBeNull();
  });

  it('counts turns on each host, without those that are left out', () => {
    const places = placesOf([
      ...[asked('a', ['h1'], 'r'), asked('b', ['h2']), asked('c', ['h1'], 'r')],
      ...[asked('d', ['h1']), asked('e', ['h1'])],
    ]);
    const seen = bulkSeenOf(sighting({ memory: { rssBytes: 600, usedBytes: 500, systemBytes: 1000 } }).facts);
    const lines = bulkPlanLines(
      {
        places,
        whyNot: new Map([['d', 'It does not answer.']]),
        heldBy: new Map([['e', 'D']]),
        seen: (id) => (id === 'a' ? seen : null),
      },
      EN,
    );
    expect(lines.map(({ id, turn }) => [id, turn])).toEqual([
      ...[
        ['a', 1],
        ['b', 1],
      ],
      ...[
        ['c', null],
        ['d', null],
        ['e', 2],
      ],
    ]);
    expect(lines[2]?.blocked).toBe(EN.bulk.sameProcess('A'));
    expect(lines[3]?.blocked).toBe('It does not answer.');
    expect(lines[4]).toMatchObject({ waitsFor: EN.bulk.heldBy('D'), memoryBytes: null, warning: null });
    expect(lines[0]).toMatchObject({ waitsFor: null, memoryBytes: 600, warning: EN.savePlan.memoryHigh });
  });
});

describe('the plan of one process with several names', () => {
  const places = placesOf(['a', 'b', 'c'].map((id) => asked(id, ['h1'], 'r')));
  const linesWith = (...blocked: readonly string[]) =>
    bulkPlanLines(
      { places, whyNot: new Map(blocked.map((id) => [id, `${id} is blocked.`])), heldBy: new Map(), seen: () => null },
      EN,
    ).map(({ turn, blocked: why }) => turn ?? why);

  it('has the first one that can be asked, and each other one with its own reason', () => {
    const { sameProcess } = EN.bulk;
    expect(linesWith()).toEqual([1, sameProcess('A'), sameProcess('A')]);
    expect(linesWith('a')).toEqual(['a is blocked.', 1, sameProcess('B')]);
    expect(linesWith('a', 'b')).toEqual(['a is blocked.', 'b is blocked.', 1]);
    expect(linesWith('a', 'b', 'c')).toEqual(['a is blocked.', 'b is blocked.', 'c is blocked.']);
  });
});

describe('who holds back whom', () => {
  const places = placesOf([
    ...[asked('a', ['h1'], 'r1'), asked('b', ['h1'])],
    ...[asked('again', ['h9'], 'r1'), asked('c', ['h2'])],
  ]);
  const heldWhile = (...forking: readonly string[]) =>
    Object.fromEntries(heldByOthers(['a', 'b', 'c'], places, (id) => forking.includes(id)));

  it('is another one of the same host that forks', () => {
    expect(heldWhile('a')).toEqual({ b: 'A' });
    expect(heldWhile('b')).toEqual({ a: 'B' });
    expect(heldWhile('c')).toEqual({});
  });

  it('is never the same process under another name', () => expect(heldWhile('again')).toEqual({ b: 'AGAIN' }));
});

describe('what is begun next', () => {
  const four = bulkMembers(placesOf([asked('a', ['h1']), asked('b', ['h1']), asked('c', ['h2']), asked('d', ['h3'])]));

  it('is the first of each host, on no more hosts than asked for', () => {
    expect(nextToBegin({ members: four, hostsAtOnce: 4 })).toEqual(['a', 'c', 'd']);
    expect(nextToBegin({ members: four, hostsAtOnce: 2 })).toEqual(['a', 'c']);
    const running = afterChange(four, 'a', { standing: 'running' });
    expect(nextToBegin({ members: running, hostsAtOnce: 2 })).toEqual(['c']);
  });

  it('goes on after a failure, and not on a host where an end is not known', () => {
    const failed = afterChange(four, 'a', { standing: 'ended', outcome: 'not-applied' });
    expect(nextToBegin({ members: failed, hostsAtOnce: 4 })).toEqual(['b', 'c', 'd']);
    const unknown = afterChange(four, 'a', { standing: 'ended', outcome: 'unknown' });
    expect(nextToBegin({ members: unknown, hostsAtOnce: 4 })).toEqual(['c', 'd']);
    expect(unknown[1]).toMatchObject({ id: 'b', standing: 'host-stopped' });
    expect(bulkSentence(unknown[1] as BulkMember, EN)).toBe(EN.bulk.hostStopped('h1'));
  });

  it('is another name of a process whose first name was refused, and not one whose save has ended', () => {
    const names = bulkMembers(placesOf(['a', 'b', 'c'].map((id) => asked(id, ['h1'], 'r'))));
    const refused = afterChange(names, 'a', { standing: 'refused', message: 'No.' });
    expect(refused.map(({ standing }) => standing)).toEqual(['refused', 'waiting', 'same-process']);
    expect(nextToBegin({ members: refused, hostsAtOnce: 4 })).toEqual(['b']);
    expect(bulkSentence(refused[2] as BulkMember, EN)).toBe(EN.bulk.sameProcess('B'));
    const again = afterChange(refused, 'b', { standing: 'refused', message: 'No.' });
    expect(again.map(({ standing }) => standing)).toEqual(['refused', 'refused', 'waiting']);
    const saved = afterChange(names, 'a', { standing: 'ended', outcome: 'not-applied' });
    expect(saved.map(({ standing }) => standing)).toEqual(['ended', 'same-process', 'same-process']);
  });

  it('is nobody whom a fork of another one on the host holds back, until that has ended', () => {
    const held = heldBack(
      four,
      new Map([
        ['a', 'X'],
        ['b', 'X'],
      ]),
    );
    expect(nextToBegin({ members: held, hostsAtOnce: 4 })).toEqual(['c', 'd']);
    expect(bulkSentence(held[0] as BulkMember, EN)).toBe(EN.bulk.heldBy('X'));
    expect(nextToBegin({ members: heldBack(held, new Map()), hostsAtOnce: 4 })).toEqual(['a', 'c', 'd']);
    expect(stopped(held)[0]).toMatchObject({ standing: 'stopped', heldBy: null });
    const running = heldBack(afterChange(four, 'a', { standing: 'running' }), new Map([['b', 'X']]));
    expect(running.map(({ heldBy }) => heldBy)).toEqual([null, 'A', null, null]);
  });

  it('is told in numbers that are all of them', () => {
    const running = afterChange(four, 'a', { standing: 'running' });
    expect(bulkCounts(running)).toEqual({ waiting: 3, running: 1, saved: 0, failed: 0, unknown: 0, left: 0 });
    const unknown = afterChange(running, 'a', { standing: 'ended', outcome: 'unknown' });
    const refused = afterChange(unknown, 'c', { standing: 'refused' });
    const saved = afterChange(refused, 'd', { standing: 'ended', outcome: 'applied' });
    expect(bulkCounts(saved)).toEqual({ waiting: 0, running: 0, saved: 1, failed: 1, unknown: 1, left: 1 });
  });

  it('is nothing once it was stopped; it is over when what runs has ended', () => {
    const halted = stopped(afterChange(four, 'a', { standing: 'running' }));
    expect(nextToBegin({ members: halted, hostsAtOnce: 4 })).toEqual([]);
    expect(isOver({ members: halted })).toBe(false);
    expect(isOver({ members: afterChange(halted, 'a', { standing: 'ended', outcome: 'applied' }) })).toBe(true);
    expect(halted.slice(1).map((one) => bulkSentence(one, EN))).toEqual(Array(3).fill(EN.bulk.stopped));
  });

  it('is left where its Savepoint ended, and stopped only where somebody stopped it', () => {
    const members = stopped(afterChange(four, 'a', { standing: 'running' }));
    const one = (stoppedBy: BulkSave['stoppedBy']) => {
      const over = brokenOff({ members, stoppedBy } as unknown as BulkSave, 7);
      return over.members.map(({ standing }) => standing);
    };
    expect(one(null)).toEqual(['ended', 'left', 'left', 'left']);
    expect(one({ kind: 'user', name: 'eve', role: 'operator' })).toEqual(['ended', 'stopped', 'stopped', 'stopped']);
  });

  it('is never a second one of a host, nor on too many hosts, and leaves nobody out, whatever ends when', () => {
    const next = seeded(20_261_128);
    const upTo = (most: number): number => Math.floor(next() * most);
    for (let round = 0; round < repetitions({ often: 20_000, seldom: 500 }); round += 1) {
      const hostsAtOnce = 1 + upTo(5);
      let members = bulkMembers(
        placesOf(
          Array.from({ length: 1 + upTo(14) }, (_, id) => {
            const addresses = Array.from({ length: 1 + upTo(2) }, () => `h${upTo(7)}`);
            return asked(String(id), addresses, next() < 0.3 ? `r${upTo(4)}` : null);
          }),
        ),
      );
      const unsure = new Set<string>();
      while (!isOver({ members })) {
        for (const id of nextToBegin({ members, hostsAtOnce }))
          members = afterChange(members, id, { standing: 'running' });
        const running = members.filter(({ standing }) => standing === 'running');
        const hosts = running.map(({ host }) => host);
        expect(running.length).toBeGreaterThan(0);
        expect(new Set(hosts).size).toBe(hosts.length);
        expect(hosts.length).toBeLessThanOrEqual(hostsAtOnce);
        expect(hosts.filter((host) => unsure.has(host))).toEqual([]);
        const one = running[upTo(running.length)] as BulkMember;
        const outcome = (['applied', 'not-applied', 'unknown'] as const)[upTo(3)] ?? 'applied';
        if (outcome === 'unknown') unsure.add(one.host);
        members = afterChange(members, one.id, { standing: 'ended', outcome });
      }
      const left = members.filter(({ standing, host }) => standing === 'host-stopped' && !unsure.has(host));
      expect(left).toEqual([]);
    }
  });
});
