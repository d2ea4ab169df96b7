import { describe, expect, it } from 'vitest';
import { announcedAddress } from '../../lib/domain/group/announced-address';
import { clusterNodes } from '../../lib/domain/group/cluster-nodes';
import { followMembers, isOver } from '../../lib/domain/group/follow-members';
import type { AnnouncedNode, GroupMember, GroupSeen } from '../../lib/domain/group/group';
import { sentinelsSeen } from '../../lib/domain/group/sentinel-answers';
import { viewGroup } from '../../lib/domain/group/view-group';
import { EN } from '../../lib/domain/words/en';
import { ZH } from '../../lib/domain/words/zh';

const [A, B, C] = ['a'.repeat(40), 'b'.repeat(40), 'c'.repeat(40)];
const NOW = 1_800_000_000_000;
const HOUR = 3_600_000;

const node = (port: number, role: AnnouncedNode['role'] = 'replica'): AnnouncedNode => ({
  host: '10.0.0.1',
  port,
  role,
  slots: null,
});
const nodes = (told: readonly AnnouncedNode[], whole = true): GroupSeen => ({ kind: 'nodes', nodes: told, whole });
const places = (members: readonly GroupMember[]): string[] =>
  members.map(({ port, standing: { place, role } }) => `${port} ${place} ${role ?? '-'}`);

describe('an announced address', () => {
  it.each(['10.0.0.1', 'fd00::1', '::ffff:10.0.0.1', 'redis-0.redis.svc.cluster.local', 'a', 'my_host', '0x7f.1'])(
    'is %s',
    (host) => expect(announcedAddress(host, '6379')).toEqual({ host, port: 6379 }),
  );

  it.each([
    ['', '6379'],
    ['?', '6379'],
    ['-oProxyCommand', '6379'],
    ['a b', '6379'],
    ['h\r\nCONFIG SET dir /', '6379'],
    ['redis://h', '6379'],
    ['u:p@h', '6379'],
    ['h/../x', '6379'],
    ['ｈost', '6379'],
    ['a'.repeat(254), '6379'],
    ['h', '0'],
    ['h', '65536'],
    ['h', '-1'],
    ['h', '6379x'],
    ['h', ''],
    ['h', '0x10'],
  ])('is not %j with %j', (host, port) => expect(announcedAddress(host, port)).toBeNull());
});

describe('CLUSTER NODES', () => {
  it.each([
    ['redis 5.0 and 6.x', `${A} 10.0.0.1:6379@16379 master - 0 1 1 connected 0-2 5`],
    ['redis 3.x', `${A} 10.0.0.1:6379 master - 0 1 1 connected 0-2 5`],
    [
      'redis 7.0, 8.0 and valkey 8.1 with a name',
      `${A} 10.0.0.1:6379@16379,one.example.org master - 0 1 1 connected 0-2 5`,
    ],
    [
      'redis 7.2 and valkey with more',
      `${A} 10.0.0.1:6379@16379,,tls-port=0,shard-id=${B} master - 0 1 1 connected 0-2 5`,
    ],
    [
      'one that migrates a slot',
      `${A} 10.0.0.1:6379@16379 myself,master - 0 1 1 connected 0-2 5 [6->-${B}] [7-<-${C}]`,
    ],
    ['one that fails', `${A} 10.0.0.1:6379@16379 master,fail? - 1 1 1 disconnected 0-2 5`],
  ])('of %s', (_, text) => {
    expect(clusterNodes(`${text}\n`, 'asked', false)).toEqual({
      nodes: [{ host: '10.0.0.1', port: 6379, role: 'master', slots: '0-2 5' }],
      unreadable: 0,
    });
  });

  it('gives a replica the slots of its shard', () => {
    const text = `${A} 10.0.0.1:1@2 master - 0 1 1 connected 0-9\n${B} 10.0.0.2:1@2 myself,slave ${A} 0 0 1 connected\n`;
    expect(clusterNodes(text, '', false)?.nodes[1]).toEqual({
      host: '10.0.0.2',
      port: 1,
      role: 'replica',
      slots: '0-9',
    });
  });

  it('takes the name only where names are wanted, and where it is one', () => {
    const text = `${A} 10.0.0.1:1@2,one.example.org master - 0 1 1 connected\n${B} 10.0.0.2:1@2,? master - 0 1 1 connected\n`;
    const hosts = (byHostname: boolean) => clusterNodes(text, '', byHostname)?.nodes.map(({ host }) => host);
    expect(hosts(false)).toEqual(['10.0.0.1', '10.0.0.2']);
    expect(hosts(true)).toEqual(['one.example.org', '10.0.0.2']);
  });

  it('knows a node that does not know its own address by the one that it was asked at', () => {
    const text = `${A} :9301@19301 myself,master - 0 0 0 connected`;
    expect(clusterNodes(text, '10.0.0.9', false)?.nodes[0]).toMatchObject({ host: '10.0.0.9', port: 9301 });
  });

  it('follows nobody who is not in yet, has no address, or makes one up', () => {
    const rest = 'master - 0 1 1 connected';
    const text = [
      `${A} 10.0.0.1:1@2 ${rest}`,
      `${B} 10.0.0.2:1@2 handshake - 0 1 1 connected`,
      `${C} :0@0 master,noaddr - 0 1 1 disconnected`,
      `${'d'.repeat(40)} a b:1@2 ${rest}`,
      `${'e'.repeat(40)} evil/:1@2 ${rest}`,
      `${'f'.repeat(40)} 10.0.0.3:99999@2 ${rest}`,
      'nonsense',
    ].join('\n');
    expect(clusterNodes(text, '', false)).toEqual({
      nodes: [{ host: '10.0.0.1', port: 1, role: 'master', slots: null }],
      unreadable: 4,
    });
    for (const other of ['', '\n', 'PONG', '<html>', 'x'.repeat(100_000)])
      expect(clusterNodes(other, '', false)).toBeNull();
  });

  it('tells the first of many ranges', () => {
    const ranges = Array.from({ length: 20 }, (_, index) => String(index * 2)).join(' ');
    const told = clusterNodes(`${A} 10.0.0.1:1@2 master - 0 1 1 connected ${ranges} evil`, '', false);
    expect(told?.nodes[0]?.slots).toBe('0 2 4 6 8 10 12 14 +12');
  });
});

describe('what Sentinels say together', () => {
  const answer = (from: string, primary: number, replicas: readonly number[]) => ({
    from,
    primary: node(primary, 'master'),
    replicas: replicas.map((port) => node(port)),
  });

  it('is all the replicas that one of them knows', () => {
    const { seen, disagreement } = sentinelsSeen([answer('s1', 1, [2]), answer('s2', 1, [3, 2])]);
    expect(disagreement).toBeNull();
    expect(seen).toEqual(nodes([node(1, 'master'), node(2), node(3)]));
  });

  it('is nothing where they name different primaries, and where none answers', () => {
    const split = sentinelsSeen([answer('s1', 1, [2]), answer('s2', 2, [1])]);
    expect(split.seen).toEqual({ kind: 'nothing', place: 'disagreed' });
    expect(split.disagreement).toBe('s1 names 10.0.0.1:1, s2 names 10.0.0.1:2');
    expect(sentinelsSeen([]).seen).toEqual({ kind: 'nothing', place: 'unanswered' });
  });

  it('counts a primary that is told as a replica as well as the primary', () => {
    expect(sentinelsSeen([answer('s1', 1, [1, 2])]).seen).toEqual(nodes([node(1, 'master'), node(2)]));
  });
});

describe('the members of a group', () => {
  const two = followMembers([], nodes([node(1, 'master'), node(2)]), NOW);

  it('are who is announced, and stay where nobody tells', () => {
    expect(places(two)).toEqual(['1 announced master', '2 announced replica']);
    const silent = followMembers(two, { kind: 'nothing', place: 'unanswered' }, NOW);
    expect(places(silent)).toEqual(['1 unanswered -', '2 unanswered -']);
    expect(places(followMembers(silent, { kind: 'nothing', place: 'disagreed' }, NOW))[0]).toBe('1 disagreed -');
    expect(places(followMembers(silent, nodes([node(2, 'master'), node(1)]), NOW))).toEqual([
      '1 announced replica',
      '2 announced master',
    ]);
  });

  it('are told as gone where all was told, and only there', () => {
    const gone = followMembers(two, nodes([node(1, 'master')]), NOW);
    expect(places(gone)).toEqual(['1 announced master', '2 gone -']);
    expect(places(followMembers(two, nodes([node(1, 'master')], false), NOW))[1]).toBe('2 unanswered -');
    const later = followMembers(gone, { kind: 'nothing', place: 'unanswered' }, NOW + HOUR);
    expect(later[1]).toMatchObject({ goneSince: NOW, standing: { place: 'gone' } });
    expect(followMembers(later, nodes([node(2)]), NOW + HOUR)[1]).toMatchObject({ goneSince: null });
  });

  it.each([
    ['announced', null, HOUR * 100, false, false, false],
    ['gone a moment', 0, HOUR - 1, false, false, false],
    ['gone an hour and silent', 0, HOUR, false, false, true],
    ['gone an hour and answering', 0, HOUR, true, false, false],
    ['gone a day and answering', 0, HOUR * 24, true, false, true],
    ['gone a week with an override', 0, HOUR * 168, false, true, false],
  ])('end: %s', (_, gone, after, answers, hasOverride, over) => {
    const member: GroupMember = { ...node(1), standing: { place: 'gone', role: null, slots: null }, goneSince: gone };
    expect(isOver(member, after, { answers, hasOverride })).toBe(over);
  });
});

describe('the place in a group', () => {
  const of = { name: 'orders', kind: 'sentinel' } as const;
  const as = (role: 'master' | 'replica') => ({ place: 'announced', role, slots: null }) as const;

  it('is told without a word where all is as announced', () => {
    expect(viewGroup(of, as('master'), 'master', EN)).toEqual({
      ...of,
      role: 'master',
      slots: null,
      announced: true,
      message: null,
    });
    expect(viewGroup(of, as('master'), null, EN)?.message).toBeNull();
    expect(viewGroup(null, as('master'), 'master', EN)).toBeNull();
  });

  it('tells where the server says otherwise', () => {
    expect(viewGroup(of, as('master'), 'replica', EN)?.message).toMatch(
      /as the primary, and it says itself that it is a replica/,
    );
    expect(viewGroup(of, as('replica'), 'master', EN)?.message).toMatch(/What is written to it may be lost/);
  });

  it.each(['gone', 'disagreed', 'unanswered', 'unasked'] as const)('tells that it is %s, and no role', (place) => {
    for (const kind of ['sentinel', 'cluster'] as const) {
      for (const words of [EN, ZH]) {
        const told = viewGroup({ name: 'orders', kind }, { place, role: null, slots: null }, 'master', words);
        expect(told).toMatchObject({ role: null, announced: place === 'gone' ? false : null });
        expect(told?.message).toContain('orders');
      }
    }
  });
});
