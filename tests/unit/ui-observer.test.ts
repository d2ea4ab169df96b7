import { describe, expect, it } from 'vitest';
import { Registered } from '@/components/instances/registered';
import { ServerFacts } from '@/components/instances/server-facts';
import { en } from '@/components/strings/en';
import type { Instance } from '@/lib/contracts/instance';
import type { Language } from '@/lib/domain/words/language';
import { anInstance } from '../support/an-instance';
import { textOf } from '../support/text-of';

const COMMAND = "redis-cli -h 10.0.3.14 -p 6379 ACL SETUSER observer '-@all' +info";
const TOO_MUCH = { message: 'What it means.', command: COMMAND };

const watchedBy = (observer: Partial<Instance['observer']>): Instance => {
  const known = { user: 'observer', acts: false, mayChangeSettings: null, mayChangeSettingsReason: null };
  return anInstance({ observer: { ...known, tooMuch: null, ...observer } });
};

const rowOf = (instance: Instance, language?: Language) => textOf(ServerFacts, { instance }, language);

describe('the row of the user that watches', () => {
  it.each<[Language, string]>([
    ['en', 'Observer'],
    ['zh', '观察者'],
  ])('tells what it means that it may do too much, and the line that mends it (%s)', async (language, term) => {
    const text = await rowOf(watchedBy({ mayChangeSettings: true, tooMuch: TOO_MUCH }), language);
    expect(text).toContain(`${term} What it means. ${COMMAND}`);
  });

  it.each<[Language, string]>([
    ['en', 'Observer "observer" may not change settings'],
    ['zh', '观察者 "observer" 无权更改设置'],
  ])('says calmly that it may not (%s)', async (language, row) => {
    expect(await rowOf(watchedBy({ mayChangeSettings: false }), language)).toContain(row);
  });

  it('says that it is not known, and why', async () => {
    expect(await rowOf(watchedBy({ mayChangeSettingsReason: 'Nobody told.' }))).toContain(
      `Observer ${en.dash} Nobody told.`,
    );
  });

  it('is not there where the same credentials act', async () => {
    expect(await rowOf(watchedBy({ acts: true, mayChangeSettingsReason: 'Nobody told.' }))).not.toMatch(
      /Observer|told/,
    );
  });

  it('hides nothing of a user with a name that would', async () => {
    const text = await rowOf(watchedBy({ user: 'ob\u202eserver', mayChangeSettings: false }));
    expect(text).toContain('"ob\\u202eserver" may not');
  });
});

describe('the answer to a registration', () => {
  const answerOf = (instance: Instance, language?: Language) =>
    textOf(Registered, { instance, onAnother: () => undefined }, language);

  it.each<[Language, string]>([
    ['en', 'The user that watches may do more than it needs'],
    ['zh', '监视用的用户权限过大'],
  ])('tells of a user that may do too much (%s)', async (language, title) => {
    const text = await answerOf(watchedBy({ mayChangeSettings: true, tooMuch: TOO_MUCH }), language);
    expect(text).toContain(`${title} What it means. ${COMMAND}`);
  });

  it('says nothing of one that may not', async () => {
    expect(await answerOf(watchedBy({ mayChangeSettings: false }))).not.toContain('more than it needs');
  });
});
