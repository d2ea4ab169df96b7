import { describe, expect, it } from 'vitest';
import type { Override } from '../../lib/domain/action/override';
import type { InstanceEvent } from '../../lib/domain/event/event';
import { driftOf } from '../../lib/domain/state/drift';
import { learnSettings, settingsShiftedBy, type SettingsPast } from '../../lib/domain/state/settings-past';
import { EN } from '../../lib/domain/words/en';
import { ZH } from '../../lib/domain/words/zh';
import { AT, NO_CONFIG, sighting, type Patch } from '../support/a-sighting';
import { leftInEnglish } from '../support/catalogue';

const FILE = { configFile: '/etc/redis/redis.conf' } as const;
const counted = (calls: number, failed = 0) => ({ calls, failed, rejected: 0 });
const rewrites = (calls: number, failed = 0) => ({ configRewrite: counted(calls, failed) });
const calls = (set: number, rewritten: number) => ({ configSet: counted(set), configRewrite: counted(rewritten) });
const switchedBy = (actionId: string | null): Pick<InstanceEvent, 'detail'>[] => [
  { detail: { kind: 'guard-changed', from: 'yes', to: 'no', actionId } },
];
const OFF: Patch = { server: FILE, config: { guard: { value: 'no' } } };

/** One look after the other, a second apart, as the watch of an instance learns from them. */
function looks(patches: readonly Patch[], actionId: string | null = null) {
  let past: SettingsPast = {};
  const all = patches.map((patch, index) => sighting(patch, AT + index * 1000));
  for (const [index, look] of all.entries()) {
    past = learnSettings(past, all[index - 1] ?? null, look, switchedBy(actionId));
  }
  const last = all.at(-1) ?? sighting();
  const drift = (override: Override | null = null, words = EN) => driftOf(last, past, override, words);
  return { past, drift };
}

const anOverride = (rewritten: boolean): Override => ({
  id: 'a1',
  instanceId: 'orders-primary',
  runId: 'run-a',
  by: 'oncall-1',
  reason: null,
  since: AT - 60_000,
  until: { kind: 'none', at: null },
  setAt: AT,
  setRedisTime: null,
  saveTime: null,
  rewritten,
  expiredAt: null,
  expiredWhy: null,
});

describe('what becomes of a setting at a restart', () => {
  it.each([
    ['nothing changed', [{ server: FILE }, { server: FILE }], []],
    ['bait: off at the first look says nothing of the file', [OFF, OFF], []],
    ['changed from outside, and not written', [{ server: FILE }, OFF], ['guard lost']],
    ['changed and changed back', [{ server: FILE }, OFF, { server: FILE }], []],
    ['changed, then written', [{ server: FILE }, OFF, { ...OFF, counters: rewrites(1) }], ['guard kept']],
    [
      'bait: a rewrite that failed wrote nothing',
      [{ server: FILE }, OFF, { ...OFF, counters: rewrites(1, 1) }],
      ['guard lost'],
    ],
    [
      'changed and written between two looks: which came first is not known',
      [{ server: FILE }, { ...OFF, counters: rewrites(1) }],
      ['guard not-known'],
    ],
    [
      'bait: turned on, written and turned off again between two looks: what the file has is not known',
      [{ server: FILE }, { ...OFF, counters: calls(1, 0) }, { ...OFF, counters: calls(3, 1) }],
      ['guard not-known'],
    ],
    [
      'written in the second in which something else was set once: it cannot have been away and back',
      [{ server: FILE }, { ...OFF, counters: calls(1, 0) }, { ...OFF, counters: calls(2, 1) }],
      ['guard kept'],
    ],
    [
      'the same after CONFIG RESETSTAT, where counters begin anew',
      [
        { server: FILE, counters: calls(7, 4) },
        { ...OFF, counters: calls(8, 4) },
        { ...OFF, counters: calls(2, 1) },
      ],
      ['guard not-known'],
    ],
    [
      'bait: what was never seen to change is no drift, whatever else was set and written',
      [{ server: FILE }, { server: FILE, counters: calls(9, 1) }],
      [],
    ],
    [
      'bait: written while it was off, then turned on: the file has it off',
      [{ server: FILE }, OFF, { ...OFF, counters: rewrites(1) }, { server: FILE, counters: rewrites(1) }],
      ['guard lost'],
    ],
    [
      'up to 6.2, where a rewrite is not counted',
      [
        { server: FILE, counters: { configRewrite: null } },
        { ...OFF, counters: { configRewrite: null } },
      ],
      ['guard not-known'],
    ],
    [
      'without a configuration file, whatever is counted',
      [
        { server: { configFile: '' }, counters: { configRewrite: null } },
        { ...OFF, server: { configFile: '' }, counters: { configRewrite: null } },
      ],
      ['guard lost'],
    ],
    [
      'a new process read its configuration again',
      [{ server: FILE }, OFF, { ...OFF, server: { ...FILE, runId: 'run-b', uptimeSeconds: 1 } }],
      [],
    ],
    ['while it cannot be read', [{ server: FILE }, OFF, { server: FILE, config: NO_CONFIG }], []],
    ['and once it can again', [{ server: FILE }, { server: FILE, config: NO_CONFIG }, OFF], ['guard lost']],
    [
      'save points, directory and file name',
      [
        { server: FILE },
        {
          server: FILE,
          config: { savePoints: { value: [] }, dir: { value: '/tmp' }, dbfilename: { value: 'x.rdb' } },
        },
      ],
      ['save-points lost', 'dir lost', 'dbfilename lost'],
    ],
    [
      'bait: a directory that was deleted was set by nobody',
      [{ server: FILE }, { server: FILE, config: { dir: { value: '' } } }],
      [],
    ],
  ] as const)('%s', (_name, patches, told) => {
    const { drift } = looks(patches as readonly Patch[]);
    expect(drift().map(({ setting, keeping }) => `${setting} ${keeping}`)).toEqual(told);
  });

  it('says when, and that it was not through Savepoint', () => {
    expect(looks([{ server: FILE }, OFF]).drift()).toEqual([
      {
        setting: 'guard',
        value: 'no',
        keeping: 'lost',
        since: AT + 1000,
        by: null,
        outside: true,
        message:
          'Set while Redis ran (05:41:23 UTC, not through Savepoint): the guard is "no". CONFIG REWRITE was not run since: a restart takes what the configuration file says.',
      },
    ]);
    expect(looks([{ server: FILE }, OFF], 'a1').drift()[0]).toMatchObject({ outside: false, by: null });
  });

  it('an override tells by whom and since when, and whether it was written', () => {
    const { drift } = looks([OFF]);
    expect(drift(anOverride(false))[0]).toMatchObject({ keeping: 'lost', by: 'oncall-1', since: AT - 60_000 });
    expect(drift(anOverride(true))[0]).toMatchObject({ keeping: 'kept', by: 'oncall-1', outside: false });
  });

  it('one that Savepoint wrote is kept, unless somebody else set and wrote in the same second', () => {
    const within = (set: number, rewritten: number, actionId: string | null = 'a1') =>
      looks([{ server: FILE }, { ...OFF, counters: calls(set, rewritten) }], actionId).drift(anOverride(true))[0];
    expect(within(1, 1)).toMatchObject({ keeping: 'kept', by: 'oncall-1' });
    const others: readonly [number, number][] = [
      [3, 2],
      [3, 1],
      [1, 2],
    ];
    for (const [set, rewritten] of others) expect(within(set, rewritten)).toMatchObject({ keeping: 'not-known' });
    const later = looks([{ server: FILE }, { ...OFF, counters: calls(1, 1) }, { ...OFF, counters: calls(3, 2) }], 'a1');
    expect(later.drift(anOverride(true))[0]).toMatchObject({ keeping: 'not-known' });
    const once = looks([{ server: FILE }, { ...OFF, counters: calls(1, 0) }, { ...OFF, counters: calls(1, 1) }], 'a1');
    expect(once.drift(anOverride(true))[0]).toMatchObject({ keeping: 'kept' });
  });

  it('moves with a clock that was set', () => {
    const { past } = looks([{ server: FILE }, OFF]);
    expect(settingsShiftedBy(past, 5000).guard?.changed).toEqual({ at: AT + 6000, actionId: null });
    expect(settingsShiftedBy(past, 5000).dir?.changed).toBeNull();
  });

  it('is told in Chinese, with the same times', () => {
    const noPoints: Patch = {
      server: { configFile: '' },
      config: { savePoints: { value: [] }, dir: { value: '/tmp' } },
    };
    for (const { drift } of [looks([{ server: FILE }, OFF]), looks([{ server: FILE }, noPoints]), looks([OFF])]) {
      for (const override of [null, anOverride(true)]) {
        for (const { message } of drift(override, ZH)) {
          expect([leftInEnglish(message), message.endsWith('。')]).toEqual([[], true]);
        }
      }
    }
  });
});
