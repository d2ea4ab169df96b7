import { rmSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EN } from '../../lib/domain/words/en';
import { PASSWORD, refusalOf, startAuth, type TestAuth } from '../support/an-auth';
import { repetitions } from '../support/repetitions';
import { seeded } from '../support/rng';
import { newDataDir } from '../support/store-folder';

const GUESSES = repetitions({ often: 5_000, seldom: 1_000 });
const MINUTE_MS = 60_000;
const SEED = Number(process.env['SEED'] ?? 20_261_128);

let dataDir: string;
let test: TestAuth;

beforeEach(async () => {
  dataDir = newDataDir();
  test = await startAuth({}, dataDir);
  await test.add('oncall-1', 'operator');
});
afterEach(async () => {
  await test.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

/** Nobody can be called that, so no password is looked at, which would take its time. */
const nobody = (index: number): string => `no body ${index}`;

describe('guessing', () => {
  it(`a password ${GUESSES.toLocaleString('en')} times from 250 addresses has ten looked at in any minute`, async () => {
    await test.add('oncall-2', 'operator');
    const open = await test.signedIn('oncall-2');
    const session = await test.signedIn('oncall-1');
    const next = seeded(SEED);
    const evaluated: number[] = [];
    for (let guess = 0; guess < GUESSES; guess += 1) {
      // Now and then all is still for a while: that is where a count that starts anew could be used.
      test.clock.now += next() < 0.001 ? Math.floor(next() * MINUTE_MS) : Math.floor(next() * 40);
      const result = await test.attempt('oncall-1', `wrong password ${guess}`, `198.51.100.${guess % 250}`);
      if (refusalOf(result) === 'unauthenticated') evaluated.push(test.clock.now);
      else expect(refusalOf(result)).toBe('rate_limited');
    }
    const tooSoon = evaluated.filter((at, index) => at - (evaluated[index - 10] ?? -Infinity) < MINUTE_MS);
    expect({ seed: SEED, tooSoon }).toEqual({ seed: SEED, tooSoon: [] });
    expect(evaluated.length).toBeGreaterThanOrEqual(10);
    expect((await test.audited()).filter((line) => line.includes('the account oncall-1'))).toHaveLength(
      Math.min(evaluated.length, 499),
    );
    expect(await test.whoIs(session)).toMatchObject({ actor: { name: 'oncall-1' } });
    expect(await test.whoIs(open)).toMatchObject({ actor: { name: 'oncall-2' } });
    expect((await test.attempt('oncall-2', PASSWORD)).ok).toBe(true);
  }, 600_000);

  it('is told in words and seconds, and is over then: also for who knows the password', async () => {
    const started = test.clock.now;
    for (let guess = 0; guess < 10; guess += 1) {
      expect(refusalOf(await test.attempt('oncall-1', 'wrong', `192.0.2.${guess}`))).toBe('unauthenticated');
      test.clock.now += 1000;
    }
    const refused = {
      ok: false,
      refusal: { code: 'rate_limited', message: EN.signIn.tooMany(50), details: { retryAfterSeconds: 50 } },
    };
    expect(await test.attempt('oncall-1', PASSWORD, '192.0.2.50')).toEqual(refused);
    expect(await test.attempt('ONCALL-1 ', PASSWORD, '192.0.2.51')).toEqual(refused);
    test.clock.now = started + MINUTE_MS - 1;
    expect(refusalOf(await test.attempt('oncall-1', PASSWORD))).toBe('rate_limited');
    test.clock.now = started + MINUTE_MS;
    expect((await test.attempt('oncall-1', PASSWORD)).ok).toBe(true);
  });

  it('names that are not there counts as well: nobody learns from it who is', async () => {
    for (let guess = 0; guess < 10; guess += 1) await test.attempt(nobody(1), 'wrong', `192.0.2.${guess}`);
    expect(refusalOf(await test.attempt(nobody(1), 'wrong', '192.0.2.50'))).toBe('rate_limited');
  });

  it('many accounts from one address has thirty looked at in a minute; others are let in', async () => {
    const codes: string[] = [];
    for (let guess = 0; guess < 60; guess += 1) codes.push(refusalOf(await test.attempt(nobody(guess), 'wrong')));
    expect(codes.filter((code) => code === 'unauthenticated')).toHaveLength(30);
    expect(codes.slice(30)).toEqual(Array.from({ length: 30 }, () => 'rate_limited'));
    expect(refusalOf(await test.attempt('oncall-1', PASSWORD))).toBe('rate_limited');
    expect((await test.attempt('oncall-1', PASSWORD, '192.0.2.99')).ok).toBe(true);
  });

  it('from an address that it only claims to have changes nothing', async () => {
    for (let guess = 0; guess < 40; guess += 1) {
      const headers = test.headers();
      for (const name of ['x-forwarded-for', 'x-real-ip', 'forwarded']) headers.set(name, `203.0.113.${guess}`);
      const result = await test.auth.signIn({ name: nobody(guess), password: 'wrong' }, headers, EN);
      expect(refusalOf(result)).toBe(guess < 30 ? 'unauthenticated' : 'rate_limited');
    }
  });

  it('all at once lets through no more than one after the other', async () => {
    const all = Array.from({ length: 40 }, (_, guess) => test.attempt('oncall-1', 'wrong', `192.0.2.${guess}`));
    const codes = (await Promise.all(all)).map(refusalOf);
    expect(codes.filter((code) => code === 'unauthenticated')).toHaveLength(10);
  });
});

describe('what was tried', () => {
  const tenTimes = async () => {
    for (let guess = 0; guess < 10; guess += 1) await test.attempt(nobody(1), 'wrong');
    expect(refusalOf(await test.attempt(nobody(1), 'wrong'))).toBe('rate_limited');
  };

  it('is not forgotten when Savepoint is started again', async () => {
    await tenTimes();
    const { now } = test.clock;
    await test.stop();
    test = await startAuth({}, dataDir);
    test.clock.now = now;
    expect(refusalOf(await test.attempt(nobody(1), 'wrong'))).toBe('rate_limited');
  });

  it('keeps nobody out when the clock is set back', async () => {
    await tenTimes();
    test.clock.now -= 2 * 60 * MINUTE_MS;
    expect(refusalOf(await test.attempt(nobody(1), 'wrong'))).toBe('unauthenticated');
  });

  it('is forgotten for an account once its password was right', async () => {
    for (let round = 0; round < 2; round += 1) {
      for (let guess = 0; guess < 6; guess += 1) await test.attempt('oncall-1', 'wrong', `192.0.2.${guess}`);
      expect((await test.attempt('oncall-1', PASSWORD, '192.0.2.99')).ok).toBe(true);
    }
  });
});
