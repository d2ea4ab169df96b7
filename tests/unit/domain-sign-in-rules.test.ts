import { describe, expect, it } from 'vitest';
import { isOwnPath } from '../../lib/domain/access/own-path';
import { roleOfGroups, type RoleRules } from '../../lib/domain/access/sign-in-rules';

describe('the role of groups', () => {
  const rules: RoleRules = [
    { role: 'viewer', group: 'staff' },
    { role: 'operator', group: 'sre' },
    { role: 'admin', group: 'leads' },
  ];

  it.each([
    [['staff'], 'viewer'],
    [['staff', 'sre'], 'operator'],
    [['leads', 'staff'], 'admin'],
    [['LEADS', 'sre-team', ''], null],
    [['*'], null],
    [[], null],
  ])('%j is the highest that one of them gives: %s', (groups, role) => {
    expect(roleOfGroups(groups, rules)).toBe(role);
  });

  it('is given to anybody by *', () => {
    expect(roleOfGroups([], [...rules, { role: 'viewer', group: '*' }])).toBe('viewer');
    expect(roleOfGroups(['leads'], [...rules, { role: 'viewer', group: '*' }])).toBe('admin');
  });
});

describe('a path of our own', () => {
  it.each(['/', '/instances/orders?range=24h#saves', '/audit?q=a//b', '/实例'])('is %s', (path) => {
    expect(isOwnPath(path)).toBe(true);
  });

  it.each([
    '',
    'audit',
    '//evil.example',
    '///evil.example',
    '/.//evil.example',
    '/a/..//evil.example',
    '/\\evil.example',
    '/a\\b',
    '\\/evil.example',
    'https://evil.example/',
    'javascript:alert(1)',
    '/\t/evil.example',
    '/\n/evil.example',
    '\t//evil.example',
    ' /audit',
    '@evil.example',
  ])('is not %j', (path) => {
    expect(isOwnPath(path)).toBe(false);
  });
});
