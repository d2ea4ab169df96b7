import { beforeEach, describe, expect, it } from 'vitest';
import { GET as fleet, POST as register } from '../../app/api/instances/route';
import { DELETE as signOut, POST as signIn } from '../../app/api/session/route';
import { type Asker, holdAsker, ofKind, OWN, REGISTER } from '../support/asker';
import { asked, askedJson } from '../support/stub-savepoint';

let asker: Asker;
beforeEach(() => {
  asker = holdAsker();
});

const ORIGINS = [null, OWN, OWN.toUpperCase(), 'https://evil.example', `${OWN}.evil.example`, 'null', ''];
const SITES = [null, 'same-origin', 'same-site', 'cross-site', 'none', ''];

/** By what a browser adds by itself: then the origin has to be told. */
const BROWSERS = ['session', 'proxy', 'nobody'] as const;
const SCRIPTS = ['token', 'local'] as const;

describe('where a change comes from', () => {
  const cases = [...BROWSERS, ...SCRIPTS].flatMap((who) =>
    ORIGINS.flatMap((origin) => SITES.map((site) => ({ who, origin, site }))),
  );
  const passes = ({ who, origin, site }: (typeof cases)[number]): boolean => {
    const isScript = who === 'token' || who === 'local';
    const isOwn = origin === OWN || origin === OWN.toUpperCase();
    const isOwnSite = site === null || site === 'same-origin' || (isScript && site === 'none');
    return (isOwn || (isScript && origin === null)) && isOwnSite;
  };

  it.each([...BROWSERS, ...SCRIPTS])('by %s is told from what it says, in all cases', async (who) => {
    asker.principal = who === 'nobody' ? null : ofKind(who);
    for (const { origin, site } of cases.filter((one) => one.who === who)) {
      asker.reached = 0;
      const headers: Record<string, string> = {};
      if (origin !== null) headers['origin'] = origin;
      if (site !== null) headers['sec-fetch-site'] = site;
      const request = askedJson('POST', '/api/session', { name: 'ada', password: 'x' }, headers);
      const own = askedJson('POST', '/api/instances', REGISTER, headers);
      const response = who === 'nobody' ? await signIn(request) : await register(own);
      const wanted = passes({ who, origin, site });
      expect([origin, site, asker.reached, response.status === 403]).toEqual([origin, site, wanted ? 1 : 0, !wanted]);
    }
  });

  it('is asked of signing out as well', async () => {
    expect((await signOut(asked('DELETE', '/api/session'))).status).toBe(403);
    const json = { origin: OWN, 'content-type': 'application/json' };
    expect((await signOut(asked('DELETE', '/api/session', { headers: json }))).status).toBe(204);
    // Also without a body: the contract asks it of every change.
    expect((await signOut(asked('DELETE', '/api/session', { headers: { origin: OWN } }))).status).toBe(415);
    expect(asker.reached).toBe(1);
  });

  it('matters to no reading', async () => {
    asker.principal = ofKind('session', 'viewer');
    const headers = { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' };
    expect((await fleet(asked('GET', '/api/instances', { headers }))).status).toBe(200);
  });

  it('comes after who asks: nobody learns from it what there is', async () => {
    const response = await register(askedJson('POST', '/api/instances', REGISTER, { origin: 'https://evil.example' }));
    expect(response.status).toBe(401);
    expect(response.headers.get('www-authenticate')).toBe('Bearer');
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', ''])(
    'a form of “%s” is never JSON',
    async (type) => {
      asker.principal = ofKind('session');
      const headers = { origin: OWN, 'content-type': type };
      const body = JSON.stringify(REGISTER);
      expect((await register(asked('POST', '/api/instances', { headers, body }))).status).toBe(415);
      expect(asker.reached).toBe(0);
    },
  );
});
