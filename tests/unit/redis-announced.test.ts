import { describe, expect, it } from 'vitest';
import { clusterTold } from '../../lib/redis/cluster';
import type { ErrorReply, Reply } from '../../lib/redis/reply';
import { sentinelAnswer } from '../../lib/redis/sentinel';
import { targetOf } from '../support/redis-target';

const TARGET = targetOf({ port: 26_379 }, { username: 'watcher', password: 'x' });
const error = (code: string, text: string): ErrorReply => ({ kind: 'error', code, text });

/** As Redis 6.0.16, 7.0.15 and 8.0.2 and Valkey 8.1.1 answered; the fields that count, and one that only some have. */
const MASTER = ['name', 'mymaster', 'ip', '127.0.0.1', 'port', '9303', 'flags', 'master', 'config-epoch', '0'];
const REPLICA = ['name', '127.0.0.1:9304', 'ip', '127.0.0.1', 'port', '9304', 'flags', 's_down,slave,disconnected'];

describe('what a Sentinel answers', () => {
  it.each([
    ['6.0', REPLICA],
    ['8.0', [...REPLICA, 'replica-announced', '1']],
  ])('as release %s writes it', (_, replica) => {
    expect(sentinelAnswer([MASTER, [replica]], TARGET, 'mymaster')).toEqual({
      ok: true,
      answer: {
        from: '127.0.0.1:26379',
        primary: { host: '127.0.0.1', port: 9303, role: 'master', slots: null },
        replicas: [{ host: '127.0.0.1', port: 9304, role: 'replica', slots: null }],
      },
      unreadable: 0,
    });
  });

  it.each<[string, Reply, number]>([
    ['no list', 'OK', 1],
    ['an odd list', ['ip'], 1],
    ['a value as a name', ['name', 'ip', 'ip', 'a b', 'port', '1'], 1],
    ['a list in a list', ['ip', ['127.0.0.1'], 'port', '1'], 1],
    ['a port that is a number', ['ip', '127.0.0.1', 'port', 9304], 1],
  ])('counts a replica that is none: %s', (_, replica, unreadable) => {
    expect(sentinelAnswer([MASTER, [replica]], TARGET, 'mymaster')).toMatchObject({
      ok: true,
      answer: { replicas: [] },
      unreadable,
    });
  });

  it.each<[string, readonly Reply[], RegExp]>([
    [
      'another group',
      [error('ERR', 'No such master with that name'), error('ERR', 'No such master with that name')],
      /knows no primary by the name mymaster/,
    ],
    ['no password', [error('NOAUTH', 'Authentication required.'), error('NOAUTH', '')], /password/i],
    [
      'no right',
      [error('NOPERM', 'this user has no permissions'), error('NOPERM', '')],
      /"watcher" may not run sentinel\|master/,
    ],
    ['not a Sentinel', [error('ERR', "unknown command 'SENTINEL'"), error('ERR', '')], /SENTINEL is not available/],
    ['half of it', [MASTER, error('NOPERM', '')], /sentinel\|replicas/],
    ['something else', ['OK', 'OK'], /127\.0\.0\.1:26379/],
    ['a primary without an address', [['ip', '', 'port', '6379'], []], /127\.0\.0\.1:26379/],
    ['nothing', [], /127\.0\.0\.1:26379/],
  ])('tells why nothing is known: %s', (_, replies, told) => {
    const answer = sentinelAnswer(replies, TARGET, 'mymaster');
    expect(answer).toEqual({ ok: false, problem: expect.stringMatching(told) as string });
  });
});

describe('what a node of a cluster answers', () => {
  const NODES = `${'a'.repeat(40)} 10.0.0.1:6379@16379 myself,master - 0 1 1 connected 0-16383\n`;

  it.each<[string, Reply, boolean | null]>([
    ['ok', 'cluster_enabled:1\r\ncluster_state:ok\r\n', true],
    ['fail', 'cluster_state:fail\r\n', false],
    ['refused', error('NOPERM', ''), null],
    ['nonsense', 'PONG', null],
  ])('with its own judgement: %s', (_, info, isWell) => {
    const told = clusterTold([NODES, info], TARGET, false);
    expect(told).toMatchObject({ ok: true, answer: { isWell, nodes: [{ host: '10.0.0.1', port: 6379 }] } });
  });

  it.each<[string, Reply, RegExp]>([
    ['no cluster', error('ERR', 'This instance has cluster support disabled'), /127\.0\.0\.1:26379/],
    ['no right', error('NOPERM', ''), /"watcher" may not run cluster\|nodes/],
    ['sent elsewhere', error('MOVED', '1 169.254.169.254:6379'), /127\.0\.0\.1:26379/],
    ['something else', 'PONG', /127\.0\.0\.1:26379/],
  ])('tells why nothing is known: %s', (_, nodes, told) => {
    const answer = clusterTold([nodes, 'cluster_state:ok'], TARGET, false);
    expect(answer).toEqual({ ok: false, problem: expect.stringMatching(told) as string });
    expect(JSON.stringify(answer)).not.toContain('169.254');
  });
});
