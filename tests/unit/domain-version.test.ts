import { describe, expect, it } from 'vitest';
import {
  aofErrorOutlivesAof,
  compareVersions,
  failedForksAreTimed,
  parseVersion,
  pingProvesRefusal,
  rejectedCountable,
  replicaRefuses,
  scheduleSupported,
  type Release,
} from '../../lib/domain/observation/version';

const redis = (version: string | null): Release => ({ software: 'redis', version });
const valkey = (version: string | null): Release => ({ software: 'valkey', version });
const stranger: Release = { software: null, version: '7.0.15' };

describe('parseVersion', () => {
  it.each([
    ['7.0.15', [7, 0, 15]],
    ['7.4', [7, 4, 0]],
    ['8', [8, 0, 0]],
    ['7.0.0-rc2', [7, 0, 0]],
    ['255.255.255', [255, 255, 255]],
    ['', null],
    [null, null],
    ['v7.0', null],
    ['7.0.15.1', null],
    ['9999999999.0.0', null],
    ['-7.0.0', null],
  ])('reads %j', (text, parts) => expect(parseVersion(text)).toEqual(parts));

  it.each([
    [[7, 0, 15], [7, 0, 15], 0],
    [[6, 2, 16], [7, 0, 0], -1],
    [[7, 0, 10], [7, 0, 9], 1],
    [[3, 2, 2], [3, 10, 0], -1],
  ] as const)('compares %j with %j', (a, b, sign) => expect(Math.sign(compareVersions(a, b))).toBe(sign));
});

describe('what a release can do', () => {
  it.each([
    ['replicaRefuses', replicaRefuses, '6.2.16', '7.0.0'],
    ['rejectedCountable', rejectedCountable, '6.0.16', '6.2.0'],
    ['scheduleSupported', scheduleSupported, '3.2.1', '3.2.2'],
  ])('%s begins with a release, and every Valkey can', (_name, can, last, first) => {
    expect(can(redis(last))).toBe(false);
    expect(can(redis(first))).toBe(true);
    expect(can(valkey('7.2.7'))).toBe(true);
    expect(can(valkey(null))).toBe(true);
  });

  it.each([
    ['aofErrorOutlivesAof', aofErrorOutlivesAof, '4.0.14', '5.0.0'],
    ['failedForksAreTimed', failedForksAreTimed, '6.2.16', '7.0.0'],
  ])('%s ends with a release', (_name, does, last, first) => {
    expect(does(redis(last))).toBe(true);
    expect(does(redis(first))).toBe(false);
    expect(does(valkey('8.1.1'))).toBe(false);
  });

  it('says nothing of a release that is not known', () => {
    for (const can of [
      replicaRefuses,
      rejectedCountable,
      scheduleSupported,
      aofErrorOutlivesAof,
      failedForksAreTimed,
    ]) {
      expect(can(redis(null))).toBeNull();
      expect(can(redis('unstable'))).toBeNull();
      expect(can(stranger)).toBeNull();
    }
  });
});

describe('what PONG proves', () => {
  it.each([
    ['a primary of 7.0.15', redis('7.0.15'), 'master', true],
    ['a replica of 7.0.15', redis('7.0.15'), 'replica', true],
    ['a primary of 6.2', redis('6.2.16'), 'master', true],
    ['a replica of 6.2, which always answers PONG', redis('6.2.16'), 'replica', false],
    ['a primary of 2.8.2', redis('2.8.2'), 'master', true],
    ['a primary of 2.8.1', redis('2.8.1'), 'master', false],
    ['a replica of Valkey', valkey('8.1.1'), 'replica', true],
    ['an unknown release', redis(null), 'master', null],
    ['a replica of an unknown release', redis(null), 'replica', null],
    ['an unknown role on 6.2', redis('6.2.16'), null, null],
    ['an unknown role on 7.0', redis('7.0.15'), null, true],
  ] as const)('%s', (_name, release, role, proves) => expect(pingProvesRefusal(release, role)).toBe(proves));
});
