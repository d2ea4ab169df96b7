import { createServer as createTlsServer } from 'node:tls';
import { describe, expect, test } from 'vitest';
import type { Observation, ProblemCode } from '../../lib/domain/observation/observation';
import { instanceState } from '../../lib/domain/state/instance-state';
import { NOTHING_KNOWN } from '../../lib/domain/save/save-knowledge';
import { connectRedis } from '../../lib/redis/connection';
import type { RedisConnection, RedisTarget, Timeouts } from '../../lib/redis/redis';
import { endings } from '../support/endings';
import { eventually } from '../support/eventually';
import { startFakeRedis, type FakeReply } from '../support/fake-redis';
import { freePort } from '../support/processes';
import * as recipes from '../support/recipes';
import { startRedis } from '../support/redis-server';
import { countedSince } from '../support/this-release';
import { repetitions } from '../support/repetitions';
import { TIMEOUTS, targetOf } from '../support/redis-target';
import { bulk } from '../support/resp';

const SHORT: Timeouts = { connectMs: 1000, commandMs: 300 };

const toEnd = endings();

function kept<T extends { stop(): unknown }>(one: T): T {
  toEnd.push(() => one.stop());
  return one;
}

function connection(target: RedisTarget, timeouts = TIMEOUTS): RedisConnection {
  const made = connectRedis(target, timeouts);
  toEnd.push(() => made.close());
  return made;
}

function look(target: RedisTarget, timeouts = TIMEOUTS): Promise<Observation> {
  return connection(target, timeouts).observe(Date.now);
}

function problem(code: ProblemCode) {
  return { kind: 'problem', problem: { code, message: expect.stringMatching(/^[A-Z0-9].*[.?]$/) } };
}

describe('a healthy server', () => {
  test('one connection for many looks, and nothing but what the rights of an observer allow', async () => {
    const redis = kept(await startRedis());
    await recipes.addUser(redis, 'observer', 'pw', recipes.OBSERVER_RULES);
    const observer = connection(targetOf(redis, { username: 'observer', password: 'pw' }));
    for (let round = 0; round < 3; round += 1) {
      expect(await observer.observe(Date.now)).toMatchObject({ kind: 'facts', facts: { ping: { kind: 'pong' } } });
    }
    expect(await redis.cli('ACL', 'LOG')).toBe('');
    expect(await redis.cli('CLIENT', 'LIST')).toMatch(/user=observer/);
    expect((await redis.cli('CLIENT', 'LIST')).match(/user=observer/g)).toHaveLength(1);
  });

  test('looks asked for at once are made one after the other, each fresh', async () => {
    const redis = kept(await startRedis());
    const observer = connection(targetOf(redis));
    let clock = 0;
    const looks = await Promise.all([1, 2, 3].map(() => observer.observe(() => (clock += 1))));
    expect(looks.map((one) => one.at)).toEqual([1, 2, 3]);
    expect(looks.every((one) => one.kind === 'facts')).toBe(true);
  });

  test('counts of commands: FLUSHALL, not FLUSHDB', async () => {
    const redis = kept(await startRedis());
    for (const command of ['FLUSHDB', 'FLUSHDB', 'FLUSHALL', 'SAVE']) await redis.cli(command);
    const { facts } = (await look(targetOf(redis))) as Extract<Observation, { kind: 'facts' }>;
    expect(facts.counters).toMatchObject({
      flush: { calls: 1, failed: countedSince('6.2', 0), rejected: countedSince('6.2', 0) },
      save: { calls: 1 },
    });
  });

  test('refused PINGs are counted apart from other refused writes', async () => {
    const redis = kept(await startRedis());
    await recipes.refuseWrites(redis);
    for (let times = 0; times < 3; times += 1) await redis.cli('SET', 'k', 'v');
    const observer = connection(targetOf(redis));
    await observer.observe(Date.now);
    await observer.observe(Date.now);
    const third = await observer.observe(Date.now);
    // Two PINGs of ours were refused when the third look read its INFO.
    expect(third).toMatchObject({
      facts: { counters: { misconfErrors: countedSince('6.2', 5), ping: { rejected: countedSince('6.2', 2) } } },
    });
  });

  test('through a unix socket', async () => {
    const redis = kept(await startRedis());
    const path = `${redis.dir}/redis.sock`;
    await redis.restart({ args: ['--unixsocket', path] });
    expect(await look({ ...targetOf(redis), endpoint: { kind: 'unix', path } })).toMatchObject({ kind: 'facts' });
  });

  test('a password where none is needed is no problem', async () => {
    const redis = kept(await startRedis());
    expect(await look(targetOf(redis, { password: 'superfluous' }))).toMatchObject({ kind: 'facts' });
  });
});

describe('no facts, and why', () => {
  test('nothing listens', async () => {
    expect(await look(targetOf({ port: await freePort() }))).toMatchObject(problem('refused'));
  });

  test('no such socket', async () => {
    const target = { ...targetOf({ port: 1 }), endpoint: { kind: 'unix', path: '/nowhere/redis.sock' } } as const;
    expect(await look(target)).toMatchObject(problem('refused'));
  });

  test('no such name', async () => {
    const target = {
      ...targetOf({ port: 1 }),
      endpoint: { kind: 'tcp', host: 'no.such.invalid', port: 1, tls: false },
    } as const;
    expect(await look(target)).toMatchObject(problem('dns'));
  });

  test.each([
    ['no password', null],
    ['a wrong password', 'wrong'],
  ])('%s', async (_, password) => {
    const redis = kept(await startRedis({ password: 'right' }));
    const observation = await look(targetOf(redis, { password }));
    expect(observation).toMatchObject(problem('auth'));
    expect(JSON.stringify(observation)).not.toContain('right');
  });

  test('no right to INFO', async () => {
    const redis = kept(await startRedis());
    await recipes.addUser(redis, 'nobody', 'pw', ['-@all', '+ping']);
    expect(await look(targetOf(redis, { username: 'nobody', password: 'pw' }))).toMatchObject(problem('noperm'));
  });

  test('too many clients', async () => {
    const redis = kept(await startRedis({ args: ['--maxclients', '1'] }));
    const first = connection(targetOf(redis));
    // The connection that the start was seen by may not be gone yet.
    await eventually('the only place', async () => (await first.observe(Date.now)).kind === 'facts');
    expect(await look(targetOf(redis))).toMatchObject(problem('max-clients'));
    expect(await look(targetOf(redis, { password: 'pw' }))).toMatchObject(problem('max-clients'));
  });

  test('protected mode', async () => {
    const denied = '-DENIED Redis is running in protected mode because protected mode is enabled\r\n';
    const fake = kept(await startFakeRedis(() => 'close', { greeting: denied }));
    expect(await look(targetOf(fake))).toMatchObject(problem('protected-mode'));
  });

  test('TLS asked of a plain port', async () => {
    const redis = kept(await startRedis());
    const target = {
      ...targetOf(redis),
      endpoint: { kind: 'tcp', host: '127.0.0.1', port: redis.port, tls: true },
    } as const;
    // Redis waits for the end of a line that never comes.
    expect(await look(target, SHORT)).toMatchObject(problem('unresponsive'));
  });

  test('plain talk to a TLS port', async () => {
    const server = createTlsServer({}, (socket) => socket.end());
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    toEnd.push(() => server.close());
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    expect(['reset', 'not-redis']).toContain(
      ((await look(targetOf({ port }))) as { problem: { code: string } }).problem.code,
    );
    const tls = { ...targetOf({ port }), endpoint: { kind: 'tcp', host: '127.0.0.1', port, tls: true } } as const;
    expect(await look(tls)).toMatchObject(problem('tls'));
  });

  const info = (text: string) => bulk(`# Server\r\nredis_version:7.0.15\r\n${text}`);
  test.each<[string, FakeReply, ProblemCode]>([
    ['a web server', 'HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n', 'not-redis'],
    ['memcached', 'ERROR\r\n', 'not-redis'],
    ['INFO of more than 1 MB', info('x'.repeat(1_100_000)), 'unreadable'],
    ['INFO that is a list', '*2\r\n:1\r\n:2\r\n', 'unreadable'],
    ['INFO that is empty', '$0\r\n\r\n', 'unreadable'],
    ['INFO that does not exist', "-ERR unknown command 'INFO'\r\n", 'unreadable'],
    ['lists in lists without end', '*1\r\n'.repeat(200_000), 'unreadable'],
    ['a busy script', '-BUSY Redis is busy running a script.\r\n', 'unresponsive'],
    ['no answer', null, 'unresponsive'],
    ['hanging up', 'close', 'reset'],
  ])('%s', async (_, reply, code) => {
    const fake = kept(await startFakeRedis(([name]) => (name === 'INFO' ? reply : '+PONG\r\n')));
    expect(await look(targetOf(fake), SHORT)).toMatchObject(problem(code));
  });

  test('replies nobody asked for, of the kinds that end a careless client', async () => {
    for (const greeting of ['$-1\r\n', '*-1\r\n', '>1\r\n$-1\r\n', '+OK\r\n', '*1\r\n$-1\r\n']) {
      const fake = kept(await startFakeRedis(() => null, { greeting }));
      expect((await look(targetOf(fake), SHORT)).kind).toBe('problem');
    }
  });

  test('after the answers hang-ups and torn ends are problems, and the next look is a new try', async () => {
    let calls = 0;
    const fake = kept(
      await startFakeRedis(() => {
        calls += 1;
        return calls % 3 === 0 ? 'close' : '+OK\r\n';
      }),
    );
    const observer = connection(targetOf(fake), SHORT);
    expect(await observer.observe(Date.now)).toMatchObject(problem('reset'));
    expect(await observer.observe(Date.now)).toMatchObject(problem('reset'));
    expect(fake.connections()).toBe(2);
  });
});

describe('a server that comes back', () => {
  test('stopped: a problem within the timeouts, one try at a time, facts again afterwards', async () => {
    const redis = kept(await startRedis());
    const observer = connection(targetOf(redis), SHORT);
    expect(await observer.observe(Date.now)).toMatchObject({ kind: 'facts' });
    await redis.kill('SIGSTOP');
    expect(await observer.observe(Date.now)).toMatchObject(problem('unresponsive'));
    expect(await observer.observe(Date.now)).toMatchObject(problem('unresponsive'));
    await redis.kill('SIGCONT');
    await eventually('facts again', async () => (await observer.observe(Date.now)).kind === 'facts');
    expect((await redis.cli('CLIENT', 'LIST')).match(/cmd=ping/g)).toHaveLength(1);
  });

  test('restarted: facts of the new run', async () => {
    const redis = kept(await startRedis());
    const observer = connection(targetOf(redis));
    const runIdOf = async () => {
      const seen = await observer.observe(Date.now);
      return seen.kind === 'facts' ? seen.facts.server.runId : null;
    };
    const first = await runIdOf();
    await redis.restart();
    const second = await eventually('facts of the new run', runIdOf);
    expect(second).not.toBe(first);
  });

  test('closed by us: no answer any more', async () => {
    const redis = kept(await startRedis());
    const observer = connection(targetOf(redis));
    await observer.observe(Date.now);
    observer.close();
    expect((await observer.observe(Date.now)).kind).toBe('problem');
    await eventually(
      'no client but redis-cli',
      async () => (await redis.cli('CLIENT', 'LIST')).split('\n').length === 1,
    );
  });
});

const GENERATED = repetitions({ often: 10_000, seldom: 1000 });

test(
  `${GENERATED} generated replies: always an observation, never calm, never an error that nobody catches`,
  { timeout: 30_000 + GENERATED * 20 },
  async () => {
    const uncaught: unknown[] = [];
    const note = (error: unknown) => uncaught.push(error);
    process.on('uncaughtException', note);
    toEnd.push(() => process.off('uncaughtException', note));
    const seed = Number(process.env['SEED'] ?? 42);
    let state = seed;
    const random = (below: number) => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return Math.floor((state / 2 ** 32) * below);
    };
    const pieces = [
      '+',
      '-',
      ':',
      '$',
      '*',
      '>',
      '%',
      '_',
      '#',
      '1',
      '-1',
      '9',
      '\r\n',
      'OK',
      'MISCONF x',
      'run_id:',
      '\0',
      '*1\r\n',
      '$-1\r\n',
    ];
    const replies = Array.from({ length: GENERATED }, () =>
      Array.from({ length: random(12) + 1 }, () => pieces[random(pieces.length)] ?? '').join(''),
    );
    let next = 0;
    const fake = kept(
      await startFakeRedis(([name]) => {
        next += 1;
        return name === 'PING' || next % 11 === 0 ? 'close' : (replies[next % replies.length] ?? '');
      }),
    );
    const observer = connection(targetOf(fake), SHORT);
    for (let round = 0; next < replies.length; round += 1) {
      const latest = await observer.observe(Date.now);
      expect(['facts', 'problem'], `seed ${seed}`).toContain(latest.kind);
      const { state: told } = instanceState({
        latest,
        before: null,
        knowledge: NOTHING_KNOWN,
        expectedGuard: 'yes',
        override: null,
        now: latest.at,
        staleAfterMs: 5000,
      });
      expect(['saved', 'saving', 'no-persistence'], `seed ${seed}, reply ${next}`).not.toContain(told);
    }
    expect(uncaught, `seed ${seed}`).toEqual([]);
  },
);
