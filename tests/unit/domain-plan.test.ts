import { describe, expect, it } from 'vitest';
import type { RegisteredInstance } from '../../lib/domain/instance/instance';
import { planOf } from '../../lib/domain/action/plan-of';
import type { Plan, PlanRequest } from '../../lib/domain/action/plan';
import { NOTHING_KNOWN, type SaveKnowledge } from '../../lib/domain/save/save-knowledge';
import { anInstance } from '../support/a-registered-instance';
import { AT, MISCONF_AOF, MISCONF_RDB, NO_CONFIG, NO_PING, sighting, type Patch } from '../support/a-sighting';

const REFUSED = { rdb: { lastStatus: 'err', changesSinceLastSave: 182_340 }, ping: MISCONF_RDB } as const;
const OFF = { guard: { value: 'no' } } as const;

function plan(
  request: PlanRequest,
  changed: Patch = {},
  known: Partial<SaveKnowledge> = {},
  registered: Partial<RegisteredInstance> = {},
): Plan {
  return planOf({
    request,
    registered: anInstance('redis://127.0.0.1:6379', registered),
    sighting: sighting(changed),
    knowledge: { ...NOTHING_KNOWN, ...known },
  });
}

const guard = (
  value: 'yes' | 'no' | null,
  changed?: Patch,
  known?: Partial<SaveKnowledge>,
  registered?: Partial<RegisteredInstance>,
) => plan({ action: 'set-stop-writes', value }, changed, known, registered);
const bgsave = (changed?: Patch, known?: Partial<SaveKnowledge>, registered?: Partial<RegisteredInstance>) =>
  plan({ action: 'bgsave', value: null }, changed, known, registered);

describe('turning the guard off', () => {
  it('while it refuses writes: what happens, what is at stake, what it does not do, what to try first', () => {
    const told = guard('no', REFUSED, { lastGoodSaveAt: AT - 859_000, failuresInARow: 118 });
    expect(told).toMatchObject({
      action: 'set-stop-writes',
      value: 'no',
      current: 'yes',
      runId: 'run-a',
      role: 'master',
      helps: true,
      mode: null,
      blocked: null,
      reasonRequired: true,
      confirmRequired: true,
      rewrite: { file: '', reason: 'Not possible: Redis runs without a configuration file.' },
      readAt: AT,
    });
    expect(told.consequences).toEqual([
      'Clients can write again at once.',
      'Snapshots will still be failing.',
      'Nothing written since 05:27:03 UTC (182,340 changes) is in a snapshot.',
      'If Redis restarts or the host dies, it is lost. AOF: off.',
      'Until the guard is on again, a failed save stops no write.',
    ]);
    expect(told.limits[0]).toBe(
      'It does not fix the save, does not reach replicas, and is lost at a restart or failover unless it is written to the file.',
    );
    expect(told.warnings).toEqual(['118 attempts in a row wrote no snapshot: the cause is probably still there.']);
    expect(told.advice).toMatch(/^Try first: free disk or memory/);
  });

  it.each([
    ['the AOF still records', { aof: { enabled: true, lastWriteStatus: 'ok' } }, 'still records every write'],
    ['the AOF cannot be read', { aof: { enabled: null } }, 'may be lost'],
  ] as const)('what is lost: %s', (_name, changed, words) => {
    expect(guard('no', { ...REFUSED, ...changed } as Patch).consequences.join(' ')).toContain(words);
  });

  it('bait: an AOF error: blocked, does not help, and says what does', () => {
    const told = guard('no', { aof: { enabled: true, lastWriteStatus: 'err' }, ping: MISCONF_AOF });
    expect(told.helps).toBe(false);
    expect(told.blocked).toContain('does not control AOF write errors');
    expect(told.consequences).not.toContain('Clients can write again at once.');
    expect(told.advice).toContain('free disk space');
  });

  it('a healthy one: nothing changes now, helps has no answer', () => {
    const told = guard('no');
    expect(told.helps).toBeNull();
    expect(told.blocked).toBeNull();
    expect(told.consequences[0]).toContain('No writes are refused now');
  });

  it('unknown writes are not promised to open', () => {
    const told = guard('no', {
      rdb: { lastStatus: 'err' },
      config: { savePoints: NO_CONFIG.savePoints },
      ping: NO_PING,
    });
    expect(told.consequences[0]).toContain('is not known');
    expect(told.checks.map((check) => check.level)).toContain('warn');
  });

  it('a replica: this one only, and no promise of writes', () => {
    const told = guard('no', { ...REFUSED, server: { role: 'replica' } });
    expect(told.consequences[0]).toBe('This affects this replica only, and matters if it is promoted.');
    expect(told.helps).toBeNull();
  });

  it('bait: replicas keep their own guard, and those of 7.0 crash', () => {
    const followed = { ...REFUSED, replication: { connectedReplicas: 2 } } as const;
    expect(guard('no', followed).warnings.join(' ')).toContain('2 replicas keep their own guard');
    expect(guard('no', { ...followed, server: { version: '6.2.16' } }).warnings).toEqual([]);
  });

  it.each([
    ['no operator', {}, { operator: null }, 'Read-only here'],
    ['already off', { config: OFF }, {}, 'off already'],
    ['not readable', { config: NO_CONFIG }, {}, '+config|get'],
    ['loading', { loading: { active: true } }, {}, 'loading'],
  ] as const)('blocked: %s', (_name, changed, registered, words) => {
    expect(guard('no', changed as Patch, {}, registered).blocked).toContain(words);
  });

  it('outside production neither reason nor name is asked for', () => {
    expect(guard('no', REFUSED, {}, { environment: 'staging' })).toMatchObject({
      reasonRequired: false,
      confirmRequired: false,
    });
  });
});

describe('turning the guard on', () => {
  it('while saves fail: writes are rejected again at once, and PING will look dead', () => {
    const told = guard('yes', { rdb: { lastStatus: 'err' }, config: OFF });
    expect(told.consequences).toEqual(['Writes will be rejected again at once: snapshots still fail.']);
    expect(told.warnings.join(' ')).toContain('Sentinel');
    expect(told).toMatchObject({ blocked: null, reasonRequired: false, confirmRequired: false });
  });

  it('while saves work: nothing is refused', () => {
    expect(guard('yes', { config: OFF }).consequences[0]).toContain('when a save fails');
    expect(guard('yes', { config: OFF }).warnings).toEqual([]);
  });

  it('a replica of 7.0 with a failed save would crash', () => {
    const replica = { rdb: { lastStatus: 'err' }, config: OFF, server: { role: 'replica' } } as const;
    expect(guard('yes', replica).warnings.join(' ')).toContain('crashes');
    expect(guard('yes', { ...replica, server: { role: 'replica', version: '6.2.16' } }).warnings).toEqual([]);
  });

  it('without a value the plan is for the other one', () => {
    expect(guard(null).value).toBe('no');
    expect(guard(null, { config: OFF }).value).toBe('yes');
  });
});

describe('a save', () => {
  it('pre-flight: what Redis tells passes or warns, what it cannot is not visible, with the command that can', () => {
    const { checks, blocked, mode } = bgsave();
    expect([blocked, mode]).toEqual([null, 'start']);
    expect(checks.map(({ level, command }) => [level, command])).toEqual([
      ['ok', null],
      ['ok', null],
      ['not-visible', 'free -m'],
      ['not-visible', 'cat /proc/sys/vm/overcommit_memory'],
      ['not-visible', 'df -h /var/lib/redis'],
      ['ok', null],
    ]);
    expect(checks[1]?.text).toBe('Memory: Redis uses 3.1 GB of the host’s 16 GB; the last save copied 47 MB.');
    expect(checks[5]?.text).toBe('The last fork took 1.3 ms: expect a pause of about that.');
  });

  it.each([
    ['a directory with a blank is quoted', { value: '/data/my redis' }, "df -h '/data/my redis'"],
    ['a hostile directory gives no command', { value: '/data/\u001b[31m' }, null],
    ['a directory that is no path gives no command', { value: '-rf' }, null],
    ['not readable', { value: null, reason: 'NOPERM' }, null],
  ] as const)('%s', (_name, dir, command) => {
    const check = bgsave({ config: { dir } }).checks.find(({ text }) => text.startsWith('Disk'));
    expect(check).toMatchObject({ level: 'not-visible', command });
  });

  it.each([
    ['much memory', { memory: { rssBytes: 12_000_000_000 } }, 'warn', '12 GB of the host’s 16 GB'],
    ['memory not told', { memory: { rssBytes: null, usedBytes: null } }, 'not-visible', 'does not tell'],
    ['a deleted directory', { config: { dir: { value: '' } } }, 'warn', 'only a restart helps'],
    ['a save runs', { rdb: { inProgress: true } }, 'block', 'watch it'],
    ['an AOF rewrite runs', { aof: { rewriteInProgress: true } }, 'warn', 'schedule the save'],
    [
      'bait: the time of a refused fork on 6.2 is no pause to expect',
      { server: { version: '6.2.16' }, rdb: { lastStatus: 'err' }, forks: { latestUsec: 41 } },
      'not-visible',
      'not known',
    ],
    ['no fork yet', { forks: { latestUsec: 0 } }, 'not-visible', 'not known'],
    ['the last save failed', { rdb: { lastStatus: 'err' } }, 'warn', 'The last save failed'],
    [
      'whether a save runs is not readable',
      { rdb: { inProgress: null } },
      'not-visible',
      'does not tell whether a save',
    ],
  ] as const)('%s', (_name, changed, level, words) => {
    const { checks } = bgsave(changed as Patch);
    expect(checks.filter((check) => check.text.includes(words)).map((check) => check.level)).toEqual([level]);
  });

  it('failures in a row are told', () => {
    expect(bgsave(REFUSED, { failuresInARow: 118 }).checks.at(-1)).toMatchObject({
      level: 'warn',
      text: '118 attempts in a row wrote no snapshot: the cause is probably still there.',
    });
  });

  it('where the guard refuses: a good save lets writes in again, guard still on', () => {
    const told = bgsave(REFUSED);
    expect(told.consequences.join(' ')).toContain('writes are accepted again at once, guard still on');
    expect(told.helps).toBe(true);
  });

  it('an AOF error is not ended by a save', () => {
    const told = bgsave({ aof: { enabled: true, lastWriteStatus: 'err' }, ping: MISCONF_AOF });
    expect(told.limits.join(' ')).toContain('does not end an AOF write error');
    expect(told.helps).toBe(false);
  });

  it('bait: a save by hand with nothing changed can leave Redis stuck', () => {
    expect(bgsave().warnings).toHaveLength(2);
    expect(bgsave({ rdb: { changesSinceLastSave: 5 } }).warnings).toHaveLength(1);
    expect(bgsave({ config: OFF }).warnings).toEqual([]);
    expect(bgsave({ server: { role: 'replica' } }).warnings).toEqual([]);
  });

  it('during an AOF rewrite it waits', () => {
    const told = bgsave({ aof: { rewriteInProgress: true } });
    expect(told).toMatchObject({ mode: 'schedule', blocked: null });
    expect(told.consequences[0]).toContain('when the other child process has ended');
  });

  it('asks for neither reason nor name', () => {
    expect(bgsave()).toMatchObject({ reasonRequired: false, confirmRequired: false, value: null });
  });

  it('never says that started is saved', () => {
    expect(bgsave().limits[0]).toContain('Started is not saved');
  });
});
