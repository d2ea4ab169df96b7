import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ConfigError } from '../../lib/config/config';
import { loadConfig } from '../../lib/config/load-config';

const PROXY = { SAVEPOINT_PROXY_SECRET: 'SECRET-OF-THE-PROXY', SAVEPOINT_PROXY_ROLES: 'admin=leads,viewer=*' };

let cwd = '';
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'savepoint-config-'));
});
afterEach(() => {
  rmSync(cwd, { recursive: true, force: true });
});

describe('SAVEPOINT_PROXY_…', () => {
  it('names a proxy that tells who asks, by headers of its own', () => {
    expect(loadConfig({}, cwd).proxy).toBeNull();
    const roles = [
      { role: 'admin', group: 'leads' },
      { role: 'viewer', group: '*' },
    ];
    const { proxy } = loadConfig(PROXY, cwd);
    expect(proxy).toEqual({
      secret: 'SECRET-OF-THE-PROXY',
      userHeader: 'remote-user',
      groupsHeader: 'remote-groups',
      roles,
    });
    writeFileSync(join(cwd, 'secret'), 'SECRET-FROM-A-FILE\n');
    const env = {
      ...PROXY,
      SAVEPOINT_PROXY_SECRET: '',
      SAVEPOINT_PROXY_SECRET_FILE: 'secret',
      SAVEPOINT_PROXY_USER_HEADER: 'X-Forwarded-User',
      SAVEPOINT_PROXY_GROUPS_HEADER: 'X-Forwarded-Groups',
    };
    expect(loadConfig(env, cwd).proxy).toMatchObject({
      secret: 'SECRET-FROM-A-FILE',
      userHeader: 'x-forwarded-user',
      groupsHeader: 'x-forwarded-groups',
    });
  });

  it.each([
    ['no roles', { ...PROXY, SAVEPOINT_PROXY_ROLES: '' }, 'and SAVEPOINT_PROXY_ROLES'],
    ['no secret', { ...PROXY, SAVEPOINT_PROXY_SECRET: '' }, 'needs SAVEPOINT_PROXY_SECRET'],
    ['a header alone', { SAVEPOINT_PROXY_USER_HEADER: 'Remote-User' }, 'needs SAVEPOINT_PROXY_SECRET'],
    ['a short secret', { ...PROXY, SAVEPOINT_PROXY_SECRET: 'SECRET-OF-THE-P' }, 'at least 16 characters'],
    [
      'a secret that no header can carry',
      { ...PROXY, SAVEPOINT_PROXY_SECRET: 'SECRET OF THE PROXY' },
      'without spaces',
    ],
    ['a header that means something else', { ...PROXY, SAVEPOINT_PROXY_USER_HEADER: 'Cookie' }, 'no other meaning'],
    ['a header of Savepoint', { ...PROXY, SAVEPOINT_PROXY_USER_HEADER: 'X-Savepoint-User' }, 'no other meaning'],
    ['one header for both', { ...PROXY, SAVEPOINT_PROXY_GROUPS_HEADER: 'Remote-User' }, 'are the same header'],
    ['a role that there is not', { ...PROXY, SAVEPOINT_PROXY_ROLES: 'root=a' }, 'SAVEPOINT_PROXY_ROLES has “root=a”'],
    ['sign-in that is off', { ...PROXY, SAVEPOINT_SIGN_IN: 'no' }, 'nobody would sign in'],
  ])('with %s ends the start with a sentence', (_case, env, expected) => {
    expect(() => loadConfig(env, cwd)).toThrow(ConfigError);
    expect(() => loadConfig(env, cwd)).toThrow(expected);
    expect(() => loadConfig(env, cwd)).not.toThrow('SECRET OF');
  });
});

describe('SAVEPOINT_TRUSTED_PROXIES', () => {
  it('names addresses and subnets', () => {
    expect(loadConfig({}, cwd).trustedProxies).toEqual([]);
    expect(loadConfig({ SAVEPOINT_TRUSTED_PROXIES: '10.0.0.0/8, 192.0.2.1,fd00::/8,::1' }, cwd).trustedProxies).toEqual(
      [
        { address: '10.0.0.0', prefix: 8, family: 'ipv4' },
        { address: '192.0.2.1', prefix: 32, family: 'ipv4' },
        { address: 'fd00::', prefix: 8, family: 'ipv6' },
        { address: '::1', prefix: 128, family: 'ipv6' },
      ],
    );
  });

  it.each(['proxy.example.org', '10.0.0.0/33', 'fd00::/129', '10.0.0', '10.0.0.1:80', '*', '10.0.0.1,'])(
    '%s ends the start with a sentence',
    (text) => {
      expect(() => loadConfig({ SAVEPOINT_TRUSTED_PROXIES: text }, cwd)).toThrow('no address or subnet');
    },
  );
});
