import { describe, expect, it } from 'vitest';
import type { RegisteredInstance } from '../../lib/domain/instance/instance';
import type { Facts } from '../../lib/domain/observation/observation';
import { viewObserver, type ObserverView } from '../../lib/domain/instance/observer';
import { orderInstances } from '../../lib/domain/instance/order-instances';
import { NOTHING_KNOWN } from '../../lib/domain/save/save-knowledge';
import type { Maybe } from '../../lib/domain/observation/three-valued';
import { viewInstance } from '../../lib/domain/state/view-instance';
import { EN } from '../../lib/domain/words/en';
import { ZH } from '../../lib/domain/words/zh';
import { anInstance } from '../support/a-registered-instance';
import { AT, facts, sighting } from '../support/a-sighting';

const URL = 'redis://observer:s3cret@10.0.3.14:6379';
const WATCHED = anInstance(URL, { operator: { username: 'operator', password: 's3cret2' } });
const READ_ONLY = anInstance(URL, { operator: null });

function told(
  registered: RegisteredInstance,
  may: Maybe,
  server: Partial<Facts['server']> = {},
  words = EN,
): ObserverView {
  return viewObserver(registered, facts({ server }), may, words);
}

describe('a user that watches and may change settings', () => {
  it.each([
    ['with an operator of its own', WATCHED],
    ['of an instance that is only watched', READ_ONLY],
  ])('is told with its name and the line that mends it: %s', (_name, registered) => {
    const { tooMuch, ...rest } = told(registered, true);
    expect(rest).toEqual({ user: 'observer', acts: false, mayChangeSettings: true, mayChangeSettingsReason: null });
    expect(tooMuch?.message).toContain('user "observer", who may change the settings of this Redis (CONFIG SET)');
    expect(tooMuch?.command).toBe(
      `redis-cli -h 10.0.3.14 -p 6379 ACL SETUSER observer clearselectors resetkeys resetchannels '-@all' +info +ping '+config|get' '+acl|dryrun'`,
    );
  });

  it.each([
    ['6.2.16', 'resetkeys resetchannels', " '+acl|dryrun'"],
    ['6.0.16', 'resetkeys', ''],
  ])('with a line that Redis %s takes', (version, data, dryRun) => {
    expect(told(WATCHED, true, { version }).tooMuch?.command).toBe(
      `redis-cli -h 10.0.3.14 -p 6379 ACL SETUSER observer ${data} '-@all' +info +ping '+config|get'${dryRun}`,
    );
  });

  it('"default" is left as it is: others need it, so Savepoint gets a user of its own', () => {
    const { tooMuch } = told(anInstance('redis://10.0.3.14:6379', { operator: null }), true);
    expect(tooMuch?.message).toMatch(/"default".*make one for Savepoint.*put a password for PASSWORD/);
    expect(tooMuch?.command).toContain("ACL SETUSER savepoint on '>PASSWORD' resetkeys");
  });

  it('is told in Chinese', () => {
    expect(told(WATCHED, true, {}, ZH).tooMuch?.message).toContain(
      '用户 "observer" 监视，此用户可以更改此 Redis 的设置',
    );
  });

  it('with a name that no shell takes has no line', () => {
    const odd = { ...READ_ONLY, observer: { username: 'ob\nserver', password: 'x' } };
    expect(told(odd, true).tooMuch).toMatchObject({ command: null });
  });
});

describe('nothing is told', () => {
  it.each<[string, RegisteredInstance, Maybe, Partial<Facts['server']>, Maybe, string | null]>([
    ['of a user that may not', WATCHED, false, {}, false, null],
    ['where Redis does not tell', WATCHED, null, {}, null, 'Redis has not told what this user may do.'],
    ['of a release without users', READ_ONLY, null, { version: '5.0.14' }, null, EN.observer.noUsers],
    ['where the same credentials act', anInstance(URL), null, {}, null, EN.observer.acts],
    [
      'where the same credentials act, as they are read back from the store',
      anInstance(URL, { operator: { username: 'observer', password: 's3cret' } }),
      true,
      {},
      null,
      EN.observer.acts,
    ],
  ])('%s', (_name, registered, may, server, mayChangeSettings, mayChangeSettingsReason) => {
    expect(told(registered, may, server)).toMatchObject({ mayChangeSettings, mayChangeSettingsReason, tooMuch: null });
  });

  it('before the first look, which is said', () => {
    expect(viewObserver(WATCHED, null, null, EN)).toMatchObject({
      mayChangeSettings: null,
      mayChangeSettingsReason: EN.reasons.noFacts,
    });
  });
});

it('what the user may do is no part of the state, what to do, or the order of the fleet', () => {
  const view = (id: string, mayChangeSettings: Maybe) => {
    const registered = { ...READ_ONLY, id, name: id };
    const seen = sighting();
    const input = { registered, latest: seen, sighting: seen, knowledge: NOTHING_KNOWN, previous: null, now: AT };
    return viewInstance({ ...input, staleAfterMs: 5000, mayChangeSettings });
  };
  const { observer: ofOne, ...one } = view('a', true);
  const { observer: ofOther, ...other } = view('a', false);
  expect(one).toEqual(other);
  expect([ofOne.mayChangeSettings, ofOther.mayChangeSettings]).toEqual([true, false]);
  const fleet = [view('a', false), view('b', true), view('c', null)];
  expect(orderInstances(fleet).map(({ id }) => id)).toEqual(['a', 'b', 'c']);
});
