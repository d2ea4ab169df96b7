import { describe, expect, it } from 'vitest';
import type { GuardValue, Role, SavePoint, SaveStatus } from '../../lib/domain/observation/observation';
import { guardHelps, rejectedCount, writeAvailability } from '../../lib/domain/state/write-availability';
import { facts, MISCONF_AOF, MISCONF_RDB, NO_CONFIG, NO_PING } from '../support/a-sighting';

const POINTS: readonly SavePoint[] = [{ seconds: 3600, changes: 1 }];

const statuses: readonly SaveStatus[] = ['ok', 'err'];
const roles: readonly Role[] = ['master', 'replica'];
const guards: readonly GuardValue[] = ['yes', 'no'];
const pointLists: readonly (readonly SavePoint[])[] = [POINTS, []];

const combinations = statuses.flatMap((status) =>
  roles.flatMap((role) =>
    guards.flatMap((guard) => pointLists.map((points) => ({ status, role, guard, points, save: points.length }))),
  ),
);

describe('the 16 combinations of status, role, guard and save points, without PING', () => {
  it.each(combinations)('status $status, $role, guard $guard, $save save points', ({ status, role, guard, points }) => {
    const answer = writeAvailability(
      facts({
        server: { role },
        rdb: { lastStatus: status },
        config: { guard: { value: guard }, savePoints: { value: points } },
        ping: NO_PING,
      }),
    );
    const denied = status === 'err' && guard === 'yes' && points.length > 0;
    if (role === 'replica')
      expect(answer).toEqual({ availability: 'read-only', cause: null, evidence: null, reason: null });
    else {
      expect(answer.availability).toBe(denied ? 'rejected' : 'accepted');
      expect(answer.cause).toBe(denied ? 'rdb' : null);
      expect(answer.evidence).toBe('derived');
    }
  });
});

describe('PING is the proof', () => {
  it('a refusal means rejected, whatever INFO says', () => {
    const answer = writeAvailability(facts({ ping: MISCONF_RDB }));
    expect(answer).toEqual({ availability: 'rejected', cause: 'rdb', evidence: 'ping', reason: null });
  });

  it('a refusal by the AOF is told apart', () => {
    const answer = writeAvailability(facts({ ping: MISCONF_AOF }));
    expect(answer).toMatchObject({ availability: 'rejected', cause: 'aof', evidence: 'ping' });
  });

  it('PONG on a primary means accepted, though CONFIG cannot be read and the last save failed', () => {
    const answer = writeAvailability(facts({ rdb: { lastStatus: 'err' }, config: NO_CONFIG }));
    expect(answer).toEqual({ availability: 'accepted', cause: null, evidence: 'ping', reason: null });
  });

  it('PONG against INFO and CONFIG is accepted, and the disagreement is told', () => {
    const answer = writeAvailability(facts({ rdb: { lastStatus: 'err' } }));
    expect(answer).toMatchObject({ availability: 'accepted', evidence: 'ping' });
    expect(answer.reason).toContain('PING is the proof');
  });

  it('PONG of a release before 2.8.2 proves nothing: derived', () => {
    const answer = writeAvailability(facts({ server: { version: '2.8.1' }, rdb: { lastStatus: 'err' } }));
    expect(answer).toMatchObject({ availability: 'rejected', cause: 'rdb', evidence: 'derived' });
  });

  it('a replica of 7.0 that refuses PING is still read-only: nobody writes there', () => {
    const answer = writeAvailability(facts({ server: { role: 'replica' }, ping: MISCONF_RDB }));
    expect(answer.availability).toBe('read-only');
    expect(guardHelps(facts(), answer)).toBeNull();
  });
});

describe('the AOF half', () => {
  const aofErr = { enabled: true, lastWriteStatus: 'err' } as const;
  it.each([
    ['AOF on and failing', '7.0.15', aofErr, 'rejected'],
    ['AOF off again on 5.0', '5.0.14', { ...aofErr, enabled: false }, 'accepted'],
    ['AOF off again on 4.0: still refused', '4.0.14', { ...aofErr, enabled: false }, 'rejected'],
    ['AOF off again on an unknown release', null, { ...aofErr, enabled: false }, 'unknown'],
    ['AOF on, its status not readable', '7.0.15', { ...aofErr, lastWriteStatus: null }, 'unknown'],
    [
      'whether the AOF is on not readable, but its status is ok',
      '7.0.15',
      { enabled: null, lastWriteStatus: 'ok' },
      'accepted',
    ],
    [
      'whether the AOF is on not readable, and its status is err',
      '7.0.15',
      { enabled: null, lastWriteStatus: 'err' },
      'unknown',
    ],
  ] as const)('%s', (_name, version, aof, availability) => {
    const answer = writeAvailability(facts({ server: { version }, aof, ping: NO_PING }));
    expect(answer.availability).toBe(availability);
    expect(answer.cause).toBe(availability === 'rejected' ? 'aof' : null);
  });
});

describe('what cannot be read stays unknown, with a reason', () => {
  it.each([
    ['the status of the last save', { rdb: { lastStatus: null } }],
    ['the guard', { rdb: { lastStatus: 'err' }, config: { guard: { value: null, reason: 'NOPERM' } } }],
    ['the save points', { rdb: { lastStatus: 'err' }, config: { savePoints: { value: null, reason: 'NOPERM' } } }],
  ] as const)('%s', (name, changed) => {
    const answer = writeAvailability(facts({ ...changed, ping: NO_PING }));
    expect(answer).toMatchObject({ availability: 'unknown', cause: null, evidence: null });
    expect(answer.reason).toContain(name);
    expect(answer.reason).toContain('NOPERM');
  });

  it('the role', () => {
    const answer = writeAvailability(facts({ server: { role: null } }));
    expect(answer).toMatchObject({ availability: 'unknown', evidence: null });
  });

  it('the guard does not matter while the last save is good', () => {
    const answer = writeAvailability(facts({ config: NO_CONFIG, ping: NO_PING }));
    expect(answer).toMatchObject({ availability: 'accepted', evidence: 'derived' });
  });
});

describe('guardHelps', () => {
  it.each([
    ['a snapshot failure: yes', facts({ rdb: { lastStatus: 'err' }, ping: MISCONF_RDB }), true],
    ['an AOF failure: no', facts({ aof: { enabled: true, lastWriteStatus: 'err' }, ping: MISCONF_AOF }), false],
    [
      'both at once: no',
      facts({ rdb: { lastStatus: 'err' }, aof: { enabled: true, lastWriteStatus: 'err' }, ping: MISCONF_RDB }),
      false,
    ],
    [
      'a snapshot failure while the AOF cannot be read: not known',
      facts({ rdb: { lastStatus: 'err' }, aof: { enabled: null, lastWriteStatus: null }, ping: MISCONF_RDB }),
      null,
    ],
    ['nothing refused: no answer', facts(), null],
  ] as const)('%s', (_name, given, helps) => expect(guardHelps(given, writeAvailability(given))).toBe(helps));
});

describe('rejectedCount', () => {
  const ping = (rejected: number | null) => ({ calls: 20, failed: 0, rejected });
  it.each([
    ['our own refused PINGs are not counted', { misconfErrors: 13, ping: ping(10) }, '7.0.15', 3],
    ['never negative: PINGs refused for another reason', { misconfErrors: 2, ping: ping(10) }, '7.0.15', 0],
    ['none', { misconfErrors: 0, ping: ping(0) }, '6.2.16', 0],
    ['before 6.2 not countable', { misconfErrors: 4, ping: ping(0) }, '6.0.16', null],
    ['an unknown release', { misconfErrors: 4, ping: ping(0) }, null, null],
    ['errorstats not readable', { misconfErrors: null, ping: ping(0) }, '7.0.15', null],
    ['commandstats not readable', { misconfErrors: 4, ping: null }, '7.0.15', null],
    ['commandstats without rejected calls', { misconfErrors: 4, ping: ping(null) }, '7.0.15', null],
  ] as const)('%s', (_name, counters, version, count) => {
    const answer = rejectedCount(facts({ counters, server: { version } }));
    expect(answer.count).toBe(count);
    expect(answer.reason === null).toBe(count !== null);
  });
});

describe('while Redis loads its data', () => {
  it('writes are unknown, whatever status and configuration say: it refuses every command on keys', () => {
    const loading = facts({ loading: { active: true }, ping: NO_PING });
    expect(writeAvailability(loading)).toMatchObject({
      availability: 'unknown',
      evidence: null,
      reason: expect.stringMatching(/loading/),
    });
  });
});
