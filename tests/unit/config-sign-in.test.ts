import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ConfigError } from '../../lib/config/config';
import { loadConfig } from '../../lib/config/load-config';

const OIDC = {
  SAVEPOINT_OIDC_ISSUER: 'https://sso.example.org/realms/ops',
  SAVEPOINT_OIDC_CLIENT_ID: 'savepoint',
  SAVEPOINT_OIDC_CLIENT_SECRET: 'SECRET-OF-THE-CLIENT',
  SAVEPOINT_OIDC_ROLES: 'admin=sre-leads, operator = sre,viewer=*',
};

let cwd = '';
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'savepoint-config-'));
});
afterEach(() => {
  rmSync(cwd, { recursive: true, force: true });
});

function problemOf(env: Record<string, string>): string {
  try {
    loadConfig(env, cwd);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  return 'none';
}

describe('SAVEPOINT_OIDC_…', () => {
  it('names a provider, and which groups give which role', () => {
    expect(loadConfig({}, cwd).provider).toBeNull();
    expect(loadConfig(OIDC, cwd).provider).toEqual({
      issuer: 'https://sso.example.org/realms/ops',
      clientId: 'savepoint',
      clientSecret: 'SECRET-OF-THE-CLIENT',
      name: 'sso.example.org',
      groupsClaim: 'groups',
      roles: [
        { role: 'admin', group: 'sre-leads' },
        { role: 'operator', group: 'sre' },
        { role: 'viewer', group: '*' },
      ],
    });
  });

  it('may have a name of its own, another claim, and its secret in a file', () => {
    writeFileSync(join(cwd, 'secret'), 'from-a-file\n');
    const env = {
      ...OIDC,
      SAVEPOINT_OIDC_CLIENT_SECRET: '',
      SAVEPOINT_OIDC_CLIENT_SECRET_FILE: 'secret',
      SAVEPOINT_OIDC_NAME: 'Example SSO',
      SAVEPOINT_OIDC_GROUPS_CLAIM: 'roles',
    };
    expect(loadConfig(env, cwd).provider).toMatchObject({
      clientSecret: 'from-a-file',
      name: 'Example SSO',
      groupsClaim: 'roles',
    });
  });

  it.each(Object.keys(OIDC))('without %s ends the start with a sentence', (name) => {
    const problem = problemOf({ ...OIDC, [name]: '' });
    expect(problem).toContain(`; ${name} missing.`);
    expect(problem).not.toContain('SECRET-OF-THE-CLIENT');
  });

  it.each([
    ['a name alone', { SAVEPOINT_OIDC_NAME: 'SSO' }, 'needs SAVEPOINT_OIDC_ISSUER'],
    ['an issuer without TLS', { ...OIDC, SAVEPOINT_OIDC_ISSUER: 'http://sso.example.org' }, 'begins with https://'],
    ['an issuer that is no address', { ...OIDC, SAVEPOINT_OIDC_ISSUER: 'sso' }, 'begins with https://'],
    ['an issuer with a query', { ...OIDC, SAVEPOINT_OIDC_ISSUER: 'https://sso.example.org/?a=b' }, 'without a query'],
    ['a role that there is not', { ...OIDC, SAVEPOINT_OIDC_ROLES: 'root=sre' }, 'has “root=sre”'],
    ['a role without a group', { ...OIDC, SAVEPOINT_OIDC_ROLES: 'admin=' }, 'has “admin=”'],
    ['a secret twice', { ...OIDC, SAVEPOINT_OIDC_CLIENT_SECRET_FILE: 'secret' }, 'are both set'],
    ['sign-in that is off', { ...OIDC, SAVEPOINT_SIGN_IN: 'no' }, 'nobody would sign in'],
  ])('with %s ends the start with a sentence', (_case, env, expected) => {
    expect(problemOf(env)).toContain(expected);
    expect(problemOf(env)).not.toContain('SECRET-OF-THE-CLIENT');
  });

  it('may be without TLS on this machine', () => {
    const issuer = 'http://127.0.0.1:8080';
    expect(loadConfig({ ...OIDC, SAVEPOINT_OIDC_ISSUER: issuer }, cwd).provider).toMatchObject({
      issuer,
      name: '127.0.0.1:8080',
    });
  });
});
