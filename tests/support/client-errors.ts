/** What Redis says when it refuses writes: code, words, and what they are about. */
export interface Wording {
  readonly release: string;
  readonly message: string;
  readonly because: 'rdb' | 'aof';
  readonly error: string | null;
}

const BLOCKED = "Writable scripts are blocked. Use 'no-writes' flag for read only scripts.";
const OPTION =
  'Commands that may modify the data set are disabled, because this instance is configured to report errors during writes if RDB snapshotting fails (stop-writes-on-bgsave-error option). Please check the Redis logs for details about the RDB error.';
const rdb = (release: string, message: string): Wording => ({ release, message, because: 'rdb', error: null });
const aof = (release: string, message: string): Wording => ({
  release,
  message,
  because: 'aof',
  error: 'No space left on device',
});

/** Of every release: the exact texts, as far as Redis writes them itself. */
export const WORDINGS: readonly Wording[] = [
  rdb(
    '2.8, 3.2',
    'MISCONF Redis is configured to save RDB snapshots, but is currently not able to persist on disk. Commands that may modify the data set are disabled. Please check Redis logs for details about the error.',
  ),
  rdb(
    '4.0 to 6.2',
    `MISCONF Redis is configured to save RDB snapshots, but it is currently not able to persist on disk. ${OPTION}`,
  ),
  rdb(
    '7.0 to 8.0, Valkey 7.2',
    `MISCONF Redis is configured to save RDB snapshots, but it's currently unable to persist to disk. ${OPTION}`,
  ),
  rdb(
    'Valkey 8 and 9',
    `MISCONF Valkey is configured to save RDB snapshots, but it's currently unable to persist to disk. ${OPTION}`,
  ),
  rdb(
    '7.0+, a script with flags',
    `MISCONF Redis is configured to save RDB snapshots, but it's currently unable to persist to disk. ${BLOCKED}`,
  ),
  aof('every release, AOF', 'MISCONF Errors writing to the AOF file: No space left on device'),
  aof(
    '7.0+, AOF, a script with flags',
    `MISCONF Redis is configured to persist data to AOF, but it's currently unable to persist to disk. ${BLOCKED} AOF error: No space left on device`,
  ),
];

/** How a client, or what stands on it, shows an error of Redis; written in the shape of what people report. */
export interface Shape {
  readonly of: string;
  /** As it is told; null where the text names no client for sure. */
  readonly library: string | null;
  readonly text: (message: string) => string;
}

const SITE = '/srv/shop/venv/lib/python3.11/site-packages';
const GEMS = '/srv/shop/vendor/bundle/ruby/3.2.0/gems';

export const SHAPES: readonly Shape[] = [
  {
    of: 'redis-py',
    library: 'redis-py',
    text: (message) => `Traceback (most recent call last):
  File "/srv/shop/cart.py", line 41, in reserve
    client.set(key, owner, ex=30, nx=True)
  File "${SITE}/redis/commands/core.py", line 2333, in set
    return self.execute_command("SET", *pieces, **options)
  File "${SITE}/redis/client.py", line 542, in execute_command
    return conn.retry.call_with_retry(
redis.exceptions.ResponseError: ${message}`,
  },
  {
    of: 'redis-py on Python 2, out of uwsgi',
    library: 'redis-py',
    text: (message) => `Traceback (most recent call last):
  File "./cart.py", line 12, in reserve
    conn.setex(key, 30, owner)
  File "/usr/lib/python2.7/dist-packages/redis/client.py", line 585, in parse_response
    response = connection.read_response()
ResponseError: ${message}`,
  },
  {
    of: 'redis-py that reads with hiredis',
    library: 'redis-py',
    text: (message) => `  File "${SITE}/redis/_parsers/hiredis.py", line 128, in read_response
    raise response
redis.exceptions.ResponseError: ${message}`,
  },
  {
    of: 'Celery',
    library: 'redis-py',
    text: (
      message,
    ) => `[2026-11-22 05:44:12,045: CRITICAL/MainProcess] Unrecoverable error: ResponseError(${JSON.stringify(message)})
Traceback (most recent call last):
  File "${SITE}/celery/worker/worker.py", line 203, in start
    self.blueprint.start(self)`,
  },
  {
    of: 'ioredis',
    library: 'ioredis',
    text: (message) => `ReplyError: ${message}
    at parseError (/srv/shop/node_modules/redis-parser/lib/parser.js:179:12)
    at parseType (/srv/shop/node_modules/redis-parser/lib/parser.js:302:14)
    at DataHandler.returnReply (/srv/shop/node_modules/ioredis/built/DataHandler.js:47:18) {
  command: { name: 'set', args: [ 'cart:1', '2' ] }
}`,
  },
  {
    of: 'ioredis or node-redis 3, without a stack',
    library: null,
    text: (message) => `ReplyError: ${message}\n    at parseError (node:internal/redis-parser.js:179:12)`,
  },
  { of: 'node-redis 4', library: 'node-redis', text: (message) => `[ErrorReply: ${message}]` },
  {
    of: 'node-redis 5',
    library: 'node-redis',
    text: (message) => `SimpleError: ${message}
    at Decoder.decodeSimpleError (/srv/shop/node_modules/@redis/client/dist/lib/RESP/decoder.js:316:26)`,
  },
  {
    of: 'Jedis',
    library: 'Jedis',
    text: (message) => `redis.clients.jedis.exceptions.JedisDataException: ${message}
\tat redis.clients.jedis.Protocol.processError(Protocol.java:105)
\tat redis.clients.jedis.Jedis.set(Jedis.java:4769)`,
  },
  {
    of: 'Lettuce under Spring',
    library: 'Lettuce',
    text: (
      message,
    ) => `org.springframework.data.redis.RedisSystemException: Error in execution; nested exception is io.lettuce.core.RedisCommandExecutionException: ${message}
\tat org.springframework.data.redis.connection.lettuce.LettuceExceptionConverter.convert(LettuceExceptionConverter.java:54)
Caused by: io.lettuce.core.RedisCommandExecutionException: ${message}`,
  },
  {
    of: 'go-redis',
    library: 'go-redis',
    text: (message) => `panic: ${message}

goroutine 1 [running]:
github.com/redis/go-redis/v9.(*StatusCmd).Result(...)
\t/root/go/pkg/mod/github.com/redis/go-redis/v9@v9.7.0/command.go:718`,
  },
  { of: 'Go, without a stack', library: null, text: (message) => `2026/11/22 05:44:12 reserve cart: ${message}` },
  {
    of: 'StackExchange.Redis',
    library: 'StackExchange.Redis',
    text: (message) => `Unhandled exception. StackExchange.Redis.RedisServerException: ${message}
   at StackExchange.Redis.RedisDatabase.StringSet(RedisKey key, RedisValue value) in /_/src/RedisDatabase.cs:line 3033`,
  },
  {
    of: 'phpredis',
    library: 'phpredis',
    text: (message) => `PHP Fatal error:  Uncaught RedisException: ${message} in /srv/shop/cart.php:19
Stack trace:
#0 /srv/shop/cart.php(19): Redis->set('cart:1', '2')`,
  },
  {
    of: 'Predis under Laravel',
    library: 'Predis',
    text: (message) =>
      `[2026-11-22 05:44:12] production.ERROR: ${message} {"exception":"[object] (Predis\\\\Response\\\\ServerException(code: 0): ${message} at /srv/shop/vendor/predis/predis/src/Client.php:370)`,
  },
  {
    of: 'redis-rb',
    library: 'redis-rb',
    text: (message) => `Redis::CommandError: ${message}
${GEMS}/redis-4.8.1/lib/redis/client.rb:162:in \`call'
${GEMS}/sidekiq-6.5.12/lib/sidekiq/client.rb:207:in \`raw_push'`,
  },
  {
    of: 'redis-rb 5 on redis-client',
    library: 'redis-rb',
    text: (message) => `${GEMS}/redis-5.3.0/lib/redis/client.rb:98:in 'call_v': ${message} (Redis::CommandError)
${GEMS}/redis-client-0.22.2/lib/redis_client/connection_mixin.rb:71:in 'call': ${message} (RedisClient::CommandError)`,
  },
  {
    of: 'redis-client in Sidekiq 7',
    library: 'redis-client',
    text: (message) =>
      `2026-11-22T05:44:12.285Z pid=1 tid=j7p WARN: RedisClient::CommandError: ${message} (redis://10.0.3.14:6379)`,
  },
  {
    of: 'Sidekiq alone',
    library: 'Sidekiq',
    text: (message) => `2026-11-22T05:44:12.285Z pid=1 tid=10y1 ERROR: Error fetching job: ${message}`,
  },
  {
    of: 'hiredis in Python',
    library: 'hiredis',
    text: (message) => `hiredis.ReplyError: ${message}`,
  },
  { of: 'redis-cli', library: null, text: (message) => `10.0.3.14:6379> set cart:1 2\n(error) ${message}` },
];

/** What else is refused with it; `%` is where the message stands. */
export const WRAPPED: readonly (readonly [name: string, within: string, text: (message: string) => string])[] = [
  ['a command', 'command', (message) => message],
  [
    'a script, up to 6.2',
    'script',
    (message) =>
      `ERR Error running script (call to f_9bd406a64e43e31f0dde2849660e8cd56f340b85): @user_script:2: @user_script: 2: -${message}`,
  ],
  ['a script that passes it on (pcall), up to 6.2', 'script', (message) => `@user_script: 1: -${message}`],
  [
    'a script, 7.0 and newer',
    'script',
    (message) => `${message} script: 9bd406a64e43e31f0dde2849660e8cd56f340b85, on @user_script:1.`,
  ],
  ['a function, 7.0 and newer', 'script', (message) => `${message} script: reserve, on @user_function:3.`],
  ['a transaction', 'transaction', (message) => `EXECABORT Transaction discarded because of: ${message}`],
  [
    'a transaction, with its first error',
    'transaction',
    (message) => `${message}\nEXECABORT Transaction discarded because of previous errors.`,
  ],
  [
    'a transaction of redis-py, which leaves the code out',
    'transaction',
    (message) => `redis.exceptions.ExecAbortError: Transaction discarded because of: ${message}`,
  ],
  [
    'a pipeline of redis-py',
    'pipeline',
    (message) => `redis.exceptions.ResponseError: Command # 2 (SET cart:1 2) of pipeline caused error: ${message}`,
  ],
];
