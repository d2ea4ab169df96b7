import { afterEach, describe, expect, it } from 'vitest';
import { type BulkParts, BulkSaves } from '../../lib/bulk/bulk-saves';
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

let closing = new AbortController();

afterEach(() => closing.abort());

/** A bulk save without Redis: saves last until they are said to have ended. */
function bench(changed: Partial<BulkParts> = {}) {
  closing = new AbortController();
  const asked: string[] = [];
  const ended = new Set<string>();
  const seen = new Map<string, BulkSeen>();
  const actionOf = (id: string): Action =>
    ({ id, instanceId: id, outcome: ended.has(id) ? 'applied' : 'pending', message: '' }) as Action;
  const saves = new BulkSaves({
    store: {
      claimInstance: async () => ({ kind: 'held', release: async () => undefined }),
      getAction: async (id) => actionOf(id),
    },
    now: () => 0,
    newId: () => 'bulk-1',
    ids: () => Object.keys(HOSTS),
    instance: (id) => anInstance(`redis://${HOSTS[id]}:6379`, { id, name: id }),
    seen: (id) => seen.get(id) ?? SEEN,
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
  return { saves, asked, ended, seen, begin, standings, isAsked };
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
});
