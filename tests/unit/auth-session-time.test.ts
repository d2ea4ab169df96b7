import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ADMIN, startAuth, type TestAuth } from '../support/an-auth';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

let test: TestAuth;
let cookies: readonly string[];
/** When the session began. */
let began: number;

beforeEach(async () => {
  test = await startAuth();
  await test.add('oncall-1', 'operator');
  cookies = await test.signedIn('oncall-1');
  began = (await test.whoIs(cookies))?.session?.confirmedAt ?? 0;
});
afterEach(() => test.stop());

describe('a session', () => {
  it('is over after twelve hours without a request, and not while there are some', async () => {
    test.clock.now = began + 12 * HOUR_MS;
    expect(await test.whoIs(cookies)).not.toBeNull();
    const seenAt = test.clock.now;
    test.clock.now = seenAt + 11 * HOUR_MS;
    expect(await test.whoIs(cookies)).not.toBeNull();
  });

  it('that was not used for longer than twelve hours is gone, from the list as well', async () => {
    test.clock.now = began + 12 * HOUR_MS + 1;
    expect(await test.whoIs(cookies)).toBeNull();
    const list = await test.auth.sessionsFor({ actor: ADMIN, by: 'token', session: null });
    expect(list).toEqual([]);
  });

  it('is over after 24 hours, however busy it is', async () => {
    const [session] = await test.store.listSessions({}, test.clock.now);
    const endsAt = session?.endsAt ?? 0;
    // Its two times are taken one after the other.
    expect(Math.round((endsAt - (session?.startedAt ?? 0)) / MINUTE_MS)).toBe(24 * 60);
    for (let at = test.clock.now; at < endsAt; at += HOUR_MS) {
      test.clock.now = at;
      expect(await test.whoIs(cookies)).not.toBeNull();
    }
    test.clock.now = endsAt - 1;
    expect(await test.whoIs(cookies)).not.toBeNull();
    test.clock.now = endsAt;
    expect(await test.whoIs(cookies)).toBeNull();
  });
});
