import { afterEach, describe, expect, it } from 'vitest';
import { addressesOf, THIS_MACHINE } from '../../lib/bulk/addresses';
import { type BulkParts, BulkSaves } from '../../lib/bulk/bulk-saves';
import { GIVE_UP_MS } from '../../lib/bulk/save-one';
import type { Action } from '../../lib/domain/action/action';
import type { BulkSeen } from '../../lib/domain/action/bulk-seen';
import { done, refuse } from '../../lib/domain/result';
import { EN } from '../../lib/domain/words/en';
import { anInstance } from '../support/a-registered-instance';
import { OPERATOR } from '../support/a-savepoint';
import { valueOfResult } from '../support/action-bench';
import { eventually } from '../support/eventually';

const SEEN: BulkSeen = { runId: null, forks: false, memoryBytes: null, takesMuchMemory: null, keepsNothing: false };
/** `a` and `b` on one host, `c` on another. */
const HOSTS: Readonly<Record<string, string>> = { a: '10.0.0.1', b: '10.0.0.1', c: '10.0.0.2' };

/** A store that takes how far it has come, and has no other one. */
const KEEPS = { keepBulk: async () => null, openBulks: async () => [] };

let closing = new AbortController();

afterEach(() => closing.abort());

/** A bulk save without Redis: saves last until they are said to have ended. */
function bench(changed: Partial<BulkParts> = {}) {
  closing = new AbortController();
  const asked: string[] = [];
  const ended = new Set<string>();
  const seen = new Map<string, BulkSeen>();
  const silent = new Set<string>();
  const clock = { ms: 0 };
  const actionOf = (id: string): Action =>
    ({ id, instanceId: id, outcome: ended.has(id) ? 'applied' : 'pending', message: '' }) as Action;
  const saves = new BulkSaves({
    store: {
      ...KEEPS,
      claimInstance: async () => ({ kind: 'held', release: async () => undefined }),
      getAction: async (id) => actionOf(id),
    },
    runner: 'here 1',
    now: () => 0,
    monotonic: () => clock.ms,
    newId: () => 'bulk-1',
    ids: () => Object.keys(HOSTS),
    instance: (id) => anInstance(`redis://${HOSTS[id]}:6379`, { id, name: id }),
    seen: (id) => seen.get(id) ?? SEEN,
    answers: (id) => !silent.has(id),
    look: async () => undefined,
    plan: async () => refuse('not_found', 'No plan is made here.'),
    trigger: async (id) => {
      asked.push(id);
      return done({ action: actionOf(id) });
    },
    closing: closing.signal,
    ...changed,
  });
  const begin = async (instanceIds: readonly string[], hostsAtOnce = 4) =>
    valueOfResult(await saves.start({ instanceIds, hostsAtOnce, reason: null }, OPERATOR, EN)).id;
  const standings = () => saves.latest()?.members.map(({ id, standing }) => `${id} ${standing}`);
  const isAsked = (id: string) => eventually(`the save of ${id}`, () => asked.includes(id));
  return { saves, asked, ended, seen, silent, clock, begin, standings, isAsked };
}

describe('several saves', () => {
  it('begin nothing more once Savepoint ends, on any host', async () => {
    const { asked, begin, standings, isAsked } = bench();
    await begin(['a', 'c'], 1);
    await isAsked('a');
    closing.abort();
    await eventually('the first one to be given up', () => standings()?.includes('a ended'));
    expect(standings()).toEqual(['a ended', 'c waiting']);
    expect(asked).toEqual(['a']);
  });

  it('look at the host before each begin: a fork that nobody saw before holds back, and its end lets go', async () => {
    const looked: string[] = [];
    const { asked, begin, seen, standings, saves, isAsked } = bench({
      look: async (id) => {
        looked.push(id);
        if (looked.length === 1) seen.set('b', { ...SEEN, forks: true });
      },
    });
    await begin(['a', 'c']);
    await isAsked('c');
    await eventually('a to be held back', () => saves.latest()?.members[0]?.heldBy === 'b');
    expect(standings()).toEqual(['a waiting', 'c running']);
    expect([...looked].sort()).toEqual(['a', 'b', 'c']);
    expect(asked).toEqual(['c']);
    seen.set('b', SEEN);
    await isAsked('a');
    expect(saves.latest()?.members[0]).toMatchObject({ standing: 'running', heldBy: null });
  });

  it('that are stopped while they look do not begin what they looked for', async () => {
    let seeing = (): void => undefined;
    const look = new Promise<void>((resolve) => {
      seeing = resolve;
    });
    const { asked, begin, standings, saves } = bench({ look: () => look });
    const id = await begin(['a']);
    expect(standings()).toEqual(['a running']);
    saves.stop(id, OPERATOR, EN);
    seeing();
    await eventually('its end', () => saves.latest()?.endedAt !== null);
    expect(standings()).toEqual(['a stopped']);
    expect(asked).toEqual([]);
  });

  it('do not begin with a replica that is set up to write nothing', async () => {
    const { asked, begin, saves } = bench({ seen: () => ({ ...SEEN, keepsNothing: true }) });
    await begin(['a']);
    await eventually('its end', () => saves.latest()?.endedAt !== null);
    expect(saves.latest()?.members[0]).toMatchObject({ standing: 'refused', message: EN.bulk.keepsNothing });
    expect(asked).toEqual([]);
  });

  it('that Redis did not answer are not known, and followed to what comes of them', async () => {
    const open = { id: 'a', instanceId: 'a', outcome: 'pending', message: '' } as Action;
    const { begin, ended, saves } = bench({
      trigger: async () => refuse('outcome_unknown', 'Redis did not answer.', { action: open }),
    });
    await begin(['a']);
    const [member] = await eventually('what is told of it', () => {
      const members = saves.latest()?.members;
      return members?.[0]?.actionId === 'a' ? members : null;
    });
    expect(member).toMatchObject({ standing: 'running', outcome: 'unknown', message: 'Redis did not answer.' });
    ended.add('a');
    await eventually('its end', () => saves.latest()?.endedAt !== null);
    expect(saves.latest()?.members[0]).toMatchObject({ standing: 'ended', outcome: 'applied' });
  });

  it('are given up where the server stays away: its host is stopped, others go on, and there may be a next one', async () => {
    let released = 0;
    const { begin, clock, saves, silent, standings } = bench({
      store: {
        ...KEEPS,
        claimInstance: async () => ({ kind: 'held', release: async () => void (released += 1) }),
        getAction: async (id) => ({ id, instanceId: id, outcome: id === 'c' ? 'applied' : 'pending' }) as Action,
      },
    });
    silent.add('a');
    await begin(['a', 'b', 'c'], 1);
    await eventually('the action of a', () => saves.latest()?.members[0]?.actionId === 'a');
    clock.ms = GIVE_UP_MS;
    await eventually('its end', () => saves.latest()?.endedAt !== null);
    expect(standings()).toEqual(['a ended', 'b host-stopped', 'c ended']);
    const given = { outcome: 'unknown', actionId: 'a', message: EN.bulk.endNotSeen };
    expect(saves.latest()?.members[0]).toMatchObject(given);
    await eventually('the claim to be let go of', () => released === 1);
  });

  it('are not given up while the server answers, nor before it was away for the whole time', async () => {
    let looks = 0;
    const { begin, clock, ended, saves, silent } = bench({
      store: {
        ...KEEPS,
        claimInstance: async () => ({ kind: 'held', release: async () => undefined }),
        getAction: async (id) => {
          looks += 1;
          return { id, instanceId: id, outcome: ended.has(id) ? 'applied' : 'pending', message: '' } as Action;
        },
      },
    });
    const looksMore = (): Promise<unknown> => {
      const before = looks;
      return eventually('two more looks', () => looks >= before + 2);
    };
    await begin(['a']);
    await looksMore();
    clock.ms = 10 * GIVE_UP_MS;
    await looksMore();
    silent.add('a');
    clock.ms += GIVE_UP_MS - 1;
    await looksMore();
    expect(saves.latest()?.members[0]).toMatchObject({ standing: 'running', outcome: null });
    ended.add('a');
    await eventually('its end', () => saves.latest()?.endedAt !== null);
    expect(saves.latest()?.members[0]).toMatchObject({ standing: 'ended', outcome: 'applied' });
  });

  it('do not wait for a neighbour that was seen to fork and is away since', async () => {
    const { begin, saves, seen, silent, isAsked } = bench();
    seen.set('b', { ...SEEN, forks: true });
    await begin(['a']);
    await eventually('a to be held back', () => saves.latest()?.members[0]?.heldBy === 'b');
    silent.add('b');
    await isAsked('a');
  });

  it('are not asked for once they were stopped, also where the checks of the one have begun', async () => {
    let check = (): void => undefined;
    const checked = new Promise<void>((resolve) => {
      check = resolve;
    });
    const may: boolean[] = [];
    const { begin, saves, standings } = bench({
      trigger: async (_id, _request, _actor, _words, mayBegin) => {
        may.push(mayBegin());
        await checked;
        may.push(mayBegin());
        return refuse('not_possible', EN.bulk.notAsked);
      },
    });
    const id = await begin(['a', 'c'], 1);
    await eventually('the checks', () => may.length > 0);
    saves.stop(id, OPERATOR, EN);
    check();
    await eventually('its end', () => saves.latest()?.endedAt !== null);
    expect(may).toEqual([true, false]);
    expect(standings()).toEqual(['a stopped', 'c stopped']);
  });

  it('ask another name of a process whose first name was refused, unless they were stopped', async () => {
    let answer = (): void => undefined;
    const answered = new Promise<void>((resolve) => {
      answer = resolve;
    });
    const refusing: BulkParts['trigger'] = async (id) => {
      asked.push(id);
      if (id === 'c') await answered;
      return refuse('not_possible', 'It is for reading only.');
    };
    const asked: string[] = [];
    const one = { ...SEEN, runId: 'r' };
    const { begin, saves, seen, standings } = bench({ trigger: refusing });
    for (const id of ['a', 'b', 'c']) seen.set(id, one);
    const id = await begin(['a', 'c', 'b']);
    expect(standings()).toEqual(['a running', 'c same-process', 'b same-process']);
    await eventually('the second name', () => asked.includes('c'));
    expect(standings()).toEqual(['a refused', 'c running', 'b same-process']);
    saves.stop(id, OPERATOR, EN);
    answer();
    await eventually('its end', () => saves.latest()?.endedAt !== null);
    expect(standings()).toEqual(['a refused', 'c refused', 'b stopped']);
    expect(asked).toEqual(['a', 'c']);
  });
});

describe('the host of an instance', () => {
  const tcp = (host: string) => addressesOf({ kind: 'tcp', host, port: 6379, tls: false });

  it.each(['127.0.1.1', '0.0.0.0', '::'])('is this machine by %s', async (host) =>
    expect(await tcp(host)).toEqual([THIS_MACHINE]),
  );
});
