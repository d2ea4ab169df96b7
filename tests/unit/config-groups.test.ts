import { describe, expect, it } from 'vitest';
import { parseFile, type FileConfig } from '../../lib/config/yaml-file';
import { memberInstance } from '../../lib/domain/group/member-instance';

const SECRET = 'hunter2-never-shown';
const read = (yaml: string): FileConfig => parseFile(yaml, 'savepoint.yaml', { PW: SECRET });
const group = (lines: string): FileConfig => read(`groups:\n  - name: orders\n${lines}`);

describe('groups of savepoint.yaml', () => {
  it('reads a Sentinel group with all its fields', () => {
    const { groups, problems } = group(
      [
        '    sentinel:',
        '      master: mymaster',
        '      nodes: [10.0.0.1:26379, "[fd00::2]:26380", sentinel-3.example.org]',
        '      username: watcher',
        "      password: '${PW}'",
        '    observer: { username: observer, password: "${PW}" }',
        '    operator: { username: operator, password: "${PW}" }',
        '    tls: yes',
        '    environment: staging',
        '    expect: { guard: no }',
        '    tags: { team: checkout }',
      ].join('\n'),
    );
    expect(problems).toEqual([]);
    const tcp = { kind: 'tcp', tls: true };
    expect(groups).toEqual([
      {
        name: 'orders',
        kind: 'sentinel',
        master: 'mymaster',
        nodes: [
          { ...tcp, host: '10.0.0.1', port: 26_379 },
          { ...tcp, host: 'fd00::2', port: 26_380 },
          { ...tcp, host: 'sentinel-3.example.org', port: 26_379 },
        ],
        asker: { username: 'watcher', password: SECRET },
        askedBy: {},
        tls: true,
        map: new Map(),
        byHostname: true,
        common: {
          observer: { username: 'observer', password: SECRET },
          operator: { username: 'operator', password: SECRET },
          environment: 'staging',
          expectedGuard: 'no',
          tags: { team: 'checkout' },
        },
        path: 'savepoint.yaml',
        line: 2,
      },
    ]);
  });

  it('reads a cluster, whose nodes are asked as they are watched', () => {
    const { groups, problems } = group(
      '    cluster: { nodes: [10.0.0.1], hostnames: yes }\n    observer: { password: "${PW}" }\n    operator: same\n',
    );
    expect(problems).toEqual([]);
    const credentials = { username: null, password: SECRET };
    expect(groups).toMatchObject([
      {
        kind: 'cluster',
        master: null,
        nodes: [{ host: '10.0.0.1', port: 6379, tls: false }],
        asker: credentials,
        byHostname: true,
        common: { observer: credentials, operator: credentials, environment: 'production', expectedGuard: 'yes' },
      },
    ]);
    expect(group('    cluster: { nodes: [h] }\n').groups).toMatchObject([
      { byHostname: false, common: { operator: null } },
    ]);
    expect(group('    sentinel: { master: m, nodes: [h], tls: no }\n    tls: yes\n').groups).toMatchObject([
      { tls: true, nodes: [{ tls: false }] },
    ]);
  });

  it('reads where nodes are reached that announce another address', () => {
    const { groups, problems } = group(
      "    cluster: { nodes: [h] }\n    map:\n      172.18.0.2:6379: 127.0.0.1:7001\n      '[fd00::2]:6379': '[::1]:7002'\n      'redis-3:6379': '${PW}:7003'\n",
    );
    expect(problems).toEqual([]);
    expect([...(groups[0]?.map ?? [])]).toEqual([
      ['172.18.0.2:6379', { host: '127.0.0.1', port: 7001 }],
      ['[fd00::2]:6379', { host: '::1', port: 7002 }],
      ['redis-3:6379', { host: SECRET, port: 7003 }],
    ]);
  });

  it('has the certificates and the names of commands of an instance, for every node', () => {
    const reach = 'tls: { ca: /r.crt, serverName: redis.internal }\n    commands: { config: "${PW}", acl: "" }\n';
    const ca = (path: string, line: number, field: string) => ({
      ca: { path, where: `savepoint.yaml, line ${line}, ${field} of orders` },
      cert: null,
      key: null,
    });
    const tls = { ...ca('/r.crt', 4, 'tls.ca'), serverName: 'redis.internal' };
    const commands = { config: SECRET, acl: null };

    const cluster = group(`    cluster: { nodes: [h] }\n    ${reach}`);
    expect(cluster.problems).toEqual([]);
    const [found] = cluster.groups;
    if (found === undefined) throw new Error('There is no group.');
    expect(found).toMatchObject({ tls: true, askedBy: { tls, commands }, nodes: [{ tls: true }] });
    expect(memberInstance(found, { host: '10.0.0.9', port: 6379 })).toMatchObject({
      endpoint: { host: '10.0.0.9', tls: true },
      tls,
      commands,
    });

    // Sentinels have commands of their own; what they say of TLS counts for them alone, and as a whole.
    const sentinel = (own: string) =>
      group(`    sentinel: { master: m, nodes: [h]${own} }\n    ${reach}`).groups[0] ?? null;
    expect(sentinel('')).toMatchObject({ askedBy: { tls }, nodes: [{ tls: true }] });
    expect(sentinel('')?.askedBy).not.toHaveProperty('commands');
    expect(sentinel(', tls: { ca: /s.crt }')?.askedBy).toEqual({
      tls: { ...ca('/s.crt', 3, 'sentinel.tls.ca'), serverName: null },
    });
    for (const [word, isOn] of [
      ['yes', true],
      ['no', false],
    ] as const) {
      expect(sentinel(`, tls: ${word}`)).toMatchObject({ tls: true, common: { tls }, nodes: [{ tls: isOn }] });
      expect(sentinel(`, tls: ${word}`)?.askedBy).toEqual({});
    }
  });

  it.each([
    ['    environment: production', 'line 2, group 1: A group is found through “sentinel” or through “cluster”'],
    ['    cluster: { nodes: [h] }\n    sentinel: { master: m, nodes: [h] }', 'it has one of the two'],
    ['    sentinel: { nodes: [h] }', 'line 3, sentinel.master of group 1: Give the name'],
    ['    sentinel: { master: "a b", nodes: [h] }', 'sentinel.master of group 1: Give the name'],
    ['    sentinel: { master: m }', 'sentinel.nodes of group 1: Give at least one address'],
    ['    sentinel: { master: m, nodes: [] }', 'Give at least one address'],
    [`    sentinel: { master: m, nodes: ["u:${SECRET}@h:1"] }`, 'An address is written as HOST:PORT'],
    ['    cluster: { nodes: ["h:99999"] }', 'An address is written as HOST:PORT'],
    ['    cluster: { nodes: [7] }', 'must be text'],
    ['    cluster: { nodes: [h], password: x }', 'cluster of group 1: The field “password” is not known here'],
    ['    cluster: { nodes: [h] }\n    url: redis://h', 'The field “url” is not known here'],
    ['    cluster: { nodes: [h] }\n    log: /x', 'The field “log” is not known here'],
    ['    cluster: { nodes: [h] }\n    tls: maybe', 'tls of group 1: This must be one of yes, no'],
    ['    cluster: { nodes: [h] }\n    tls: [yes]', 'line 4, tls of group 1: tls must be a map of fields'],
    ['    cluster: { nodes: [h] }\n    tls: { ca: ca.crt }', 'line 4, tls.ca of group 1: This must be the whole path'],
    ['    cluster: { nodes: [h], tls: yes }', 'cluster of group 1: The field “tls” is not known here'],
    ['    sentinel: { master: m, nodes: [h], tls: { key: /k } }', 'line 3, sentinel.tls of group 1: A key belongs to'],
    [
      `    cluster: { nodes: [h] }\n    commands: { info: ${SECRET}, ping: ${SECRET} }`,
      'commands.ping of group 1: This is',
    ],
    ['    sentinel: { master: m, nodes: [h], commands: {} }', 'sentinel of group 1: The field “commands” is not known'],
    [
      '    cluster: { nodes: [h] }\n    operator: same',
      'operator of group 1: “same” needs an observer with a password',
    ],
    ['    cluster: { nodes: [h] }\n    operator: { username: x }', 'The operator has no password'],
    ['    cluster: { nodes: [h] }\n    observer: { password: "${NO_SUCH}" }', 'NO_SUCH'],
    ['    cluster: [h]', 'cluster must be a map of fields'],
    ['    cluster: { nodes: [h] }\n    map: [h]', 'map of group 1: map must be a map of fields'],
    ['    cluster: { nodes: [h] }\n    map: { "h:1": }', 'line 4, map of group 1: Write HOST:PORT on both sides'],
    ['    cluster: { nodes: [h] }\n    map: { h: "g:2" }', 'Write HOST:PORT on both sides'],
    ['    cluster: { nodes: [h] }\n    map: { "h:1": "g:99999" }', 'Write HOST:PORT on both sides'],
    [`    cluster: { nodes: [h] }\n    map: { "h:1": "u:${SECRET}@g:2" }`, 'Write HOST:PORT on both sides'],
    ['    cluster: { nodes: [h] }\n    map: { "h:1": 7 }', 'must be text'],
    ['    cluster: { nodes: [h] }\n    map: { "h:1": "g:2", "i:1": "g:2" }', 'Another node is reached at this address'],
  ])('leaves a group out that cannot be used, with the line: %s', (lines, told) => {
    const { groups, problems } = group(`${lines}\n`);
    expect(groups).toEqual([]);
    expect(problems.join('\n')).toContain(told);
    expect(problems.join('\n')).toMatch(/^savepoint\.yaml, line \d+, /);
    expect(problems.join('\n')).not.toContain(SECRET);
  });

  it('refuses a name twice, or one that is too long for the ids of its nodes', () => {
    const one = (name: string): string => `  - name: ${name}\n    cluster: { nodes: [h] }\n`;
    const twice = read(`groups:\n${one('Orders')}${one('orders')}`);
    expect(twice.groups.map(({ name }) => name)).toEqual(['Orders']);
    expect(twice.problems).toEqual([expect.stringContaining('line 4, name of group 2: Another group has this name')]);
    expect(read(`groups:\n${one('x'.repeat(41))}`).problems).toEqual([
      expect.stringContaining('40 characters at most'),
    ]);
    expect(() => read('groups: {}')).toThrow('groups must be a list');
  });
});
