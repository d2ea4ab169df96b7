/** A client of Redis by its own name, the same in every language; Sidekiq stands for what it brings where nothing else is named. */
export type Library =
  | 'redis-py'
  | 'ioredis'
  | 'node-redis'
  | 'Jedis'
  | 'Lettuce'
  | 'go-redis'
  | 'StackExchange.Redis'
  | 'phpredis'
  | 'Predis'
  | 'redis-rb'
  | 'redis-client'
  | 'Sidekiq'
  | 'hiredis';

/**
 * What only this client writes: the name of its error, or of a file or package of it. An error that several clients name alike
 * (`ReplyError` is that of ioredis, node-redis 3 and hiredis) says nothing of which.
 */
const MARKS: readonly (readonly [Library, RegExp])[] = [
  ['redis-py', /\bredis\.exceptions\.\w|(?:site|dist)-packages[/\\]redis[/\\]|\bResponseError\(['"]/],
  ['ioredis', /node_modules[/\\]+ioredis\b|\bioredis[:@/]/],
  ['node-redis', /node_modules[/\\]+(?:redis|@redis[/\\]+client)[/\\]|\[ErrorReply:|\bnode_redis:/],
  ['Jedis', /\bredis\.clients\.jedis\./],
  ['Lettuce', /\b(?:io\.lettuce|com\.lambdaworks\.redis)\.|\bLettuceExceptionConverter\b/],
  ['go-redis', /\bgithub\.com\/(?:redis\/go-redis|go-redis\/redis)\b|\bgopkg\.in\/redis\.v\d|[/\\]go-redis[/\\@]/],
  ['StackExchange.Redis', /\bStackExchange\.Redis\b/],
  ['phpredis', /\bPhpRedis(?:Connection|Connector)\b|(?<![\w.$])(?<!\w\\)RedisException\b|(?<![\w\\])Redis->\w+\(/],
  ['Predis', /\bPredis\\|[/\\]predis[/\\]/],
  ['redis-rb', /\bRedis::(?:\w+Error)\b|[/\\]gems[/\\]redis-\d/],
  ['redis-client', /\bRedisClient::\w|[/\\]gems[/\\]redis-client-\d/],
  ['Sidekiq', /[/\\]gems[/\\]sidekiq-\d|\bSidekiq::|\bpid=\d+ tid=\w+ [^\n]{0,200}?(?:WARN|ERROR):/],
  ['hiredis', /\bhiredis\b/],
];

/** What is built on another one: who is nearer to the application is the one that a person knows. */
const STANDS_ON: Readonly<Partial<Record<Library, readonly Library[]>>> = {
  'redis-py': ['hiredis'],
  'node-redis': ['hiredis'],
  phpredis: ['hiredis'],
  'redis-rb': ['redis-client', 'hiredis', 'Sidekiq'],
  'redis-client': ['hiredis', 'Sidekiq'],
};

/** The client that a text is of; null where nothing in it names one, or where several are named. */
export function libraryIn(text: string): Library | null {
  const named = MARKS.filter(([, mark]) => mark.test(text)).map(([library]) => library);
  const below = new Set(named.flatMap((library) => STANDS_ON[library] ?? []));
  const [library, ...others] = named.filter((name) => !below.has(name));
  return library === undefined || others.length > 0 ? null : library;
}
