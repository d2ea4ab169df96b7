import { describe, expect, it } from 'vitest';
import { clientErrorIn } from '../../lib/domain/client-error/client-error';
import { SHAPES, WORDINGS, WRAPPED } from '../support/client-errors';
import { explained } from '../support/explained';

const [OLDEST] = WORDINGS;
const wrapped = (text: string, width: number): string =>
  text.replace(new RegExp(`(.{1,${width}})(?: |$)`, 'g'), '$1\n');

describe.each(SHAPES)('of $of', ({ library, text }) => {
  it.each(WORDINGS)('$release: the library and the refusal are known', ({ message, because, error }) => {
    const { what, client, saves } = explained(text(message));
    expect([what, saves]).toEqual(['client-error', []]);
    expect(client).toMatchObject({ library, refusal: { because, error }, lookAlike: null });
  });
});

describe.each(WRAPPED)('in %s', (_name, within, text) => {
  it.each(WORDINGS.filter(({ release }) => !release.includes('flags')))('$release', ({ message, because, error }) => {
    expect(clientErrorIn(text(message))?.refusal).toEqual({ because, error, within });
  });
});

it('a script with flags was not run at all, but in a transaction the whole of that was discarded', () => {
  for (const { message } of WORDINGS.filter(({ release }) => release.includes('flags'))) {
    expect(clientErrorIn(message)?.refusal?.within).toBe('script-not-run');
    expect(clientErrorIn(`EXECABORT Transaction discarded because of: ${message}`)?.refusal?.within).toBe(
      'transaction',
    );
  }
});

describe('the code alone counts', () => {
  it('where a terminal broke the lines', () => {
    for (const { message, because, error } of WORDINGS) {
      expect(explained(wrapped(message, 30)).client?.refusal).toMatchObject({ because, error });
    }
  });

  it('where the text ends before it says what could not be written', () => {
    expect(clientErrorIn('MISCONF Redis is configured to…')?.refusal).toMatchObject({
      because: 'unknown',
      error: null,
    });
  });

  it.each(['errorstat_MISCONF:count=13', 'MISCONFIGURED proxy', 'misconf', ''])('“%s” is none', (text) => {
    expect(clientErrorIn(text)).toBeNull();
  });
});

it('the error of an AOF is told only where it is one that we know', () => {
  expect(clientErrorIn('MISCONF Errors writing to the AOF file: Kaput')?.refusal).toMatchObject({ error: null });
});

it('two clients in one text leave open whose error it is', () => {
  const [, , , , ioredis] = SHAPES;
  const jedis = SHAPES.find(({ of }) => of === 'Jedis');
  const text = `${ioredis?.text(OLDEST?.message ?? '')}\n${jedis?.text(OLDEST?.message ?? '')}`;
  expect(clientErrorIn(text)).toMatchObject({ library: null, refusal: { because: 'rdb' } });
});

describe('what looks like it and is no failed save', () => {
  it.each([
    ['read-only', null, "READONLY You can't write against a read only replica."],
    ['read-only', null, "(error) READONLY You can't write against a read only slave."],
    ['read-only', 'redis-py', "redis.exceptions.ReadOnlyError: You can't write against a read only replica."],
    [
      'read-only',
      null,
      "ERR Error running script (call to f_0): @user_script:4: @user_script: 4: -READONLY You can't write against a read only replica.",
    ],
    ['out-of-memory', null, "OOM command not allowed when used memory > 'maxmemory'."],
    [
      'out-of-memory',
      'redis-py',
      "redis.exceptions.OutOfMemoryError: command not allowed when used memory > 'maxmemory'.",
    ],
    ['no-replicas', null, 'NOREPLICAS Not enough good replicas to write.'],
    ['no-replicas', null, 'NOREPLICAS Not enough good slaves to write.'],
    ['loading', null, 'LOADING Redis is loading the dataset in memory'],
    ['loading', null, 'LOADING Valkey is loading the dataset in memory'],
    ['loading', 'redis-py', 'redis.exceptions.BusyLoadingError: Redis is loading the dataset in memory'],
    ['master-down', null, "MASTERDOWN Link with MASTER is down and replica-serve-stale-data is set to 'no'."],
    ['cluster-down', null, 'CLUSTERDOWN Hash slot not served'],
    ['cluster-down', 'go-redis', 'panic: CLUSTERDOWN The cluster is down\ngithub.com/redis/go-redis/v9.(*Cmd).Result'],
    ['exec-aborted', null, 'EXECABORT Transaction discarded because of previous errors.'],
    [
      'exec-aborted',
      'StackExchange.Redis',
      'StackExchange.Redis.RedisServerException: EXECABORT Transaction discarded because of previous errors.',
    ],
    [
      'connection-refused',
      'redis-py',
      'redis.exceptions.ConnectionError: Error 111 connecting to localhost:6379. Connection refused.',
    ],
    ['connection-refused', null, 'Error: connect ECONNREFUSED 127.0.0.1:6379'],
    ['connection-refused', null, 'dial tcp 127.0.0.1:6379: connect: connection refused'],
    [
      'connection-refused',
      'StackExchange.Redis',
      'StackExchange.Redis.RedisConnectionException: It was not possible to connect to the redis server(s).',
    ],
    [
      'connection-refused',
      'phpredis',
      'PHP Fatal error:  Uncaught RedisException: Connection refused in /srv/shop/cart.php:7',
    ],
    ['timeout', 'redis-py', 'redis.exceptions.TimeoutError: Timeout reading from socket'],
    ['timeout', 'Lettuce', 'io.lettuce.core.RedisCommandTimeoutException: Command timed out after 1 minute(s)'],
    [
      'timeout',
      'Jedis',
      'redis.clients.jedis.exceptions.JedisConnectionException: java.net.SocketTimeoutException: Read timed out',
    ],
    ['timeout', 'StackExchange.Redis', 'StackExchange.Redis.RedisTimeoutException: Timeout performing SET (5000ms)'],
    ['timeout', null, 'read tcp 10.0.0.2:51216->10.0.3.14:6379: i/o timeout'],
  ])('%s, %s: %s', (lookAlike, library, text) => {
    expect(explained(text)).toMatchObject({
      what: 'client-error',
      cause: null,
      client: { library, refusal: null, lookAlike },
    });
  });

  it.each([
    'psycopg2.OperationalError: connection refused',
    'curl: (28) Operation timed out',
    'READONLY',
    'OOM killer',
  ])('and “%s” is nothing of Redis', (text) =>
    expect(explained(text)).toMatchObject({ what: 'unknown', client: null }),
  );

  it('does not hide a refusal that stands beside it', () => {
    const both = `dial tcp 127.0.0.1:6379: connect: connection refused\n${OLDEST?.message}`;
    expect(explained(both).client).toMatchObject({ refusal: { because: 'rdb' }, lookAlike: null });
  });
});

describe('an error in the long log of an application', () => {
  const around = (text: string): string =>
    `${'GET /carts 200 4 ms\n'.repeat(500)}${text}\n${'GET / 200\n'.repeat(500)}`;

  it.each(SHAPES.filter(({ of }) => of !== 'redis-cli'))('of $of is found', ({ library, text }) => {
    expect(explained(around(text(OLDEST?.message ?? ''))).client).toMatchObject({
      library,
      refusal: { because: 'rdb' },
    });
  });

  it('is the first refusal, also where other errors come before it', () => {
    const text = `${'dial tcp 127.0.0.1:6379: i/o timeout\n'.repeat(200)}${OLDEST?.message}`;
    expect(explained(around(text)).client).toMatchObject({ refusal: { because: 'rdb' } });
  });
});

it('a replica that may not follow, because its primary refuses PING, tells so in its own log', () => {
  const line = `24138:S 22 Nov 2026 05:44:11.304 # Error reply to PING from master: '-${OLDEST?.message}'`;
  expect(explained(line)).toMatchObject({ what: 'redis-log', client: { refusal: { because: 'rdb' } } });
});
