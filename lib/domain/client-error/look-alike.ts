import { libraryIn } from './library';

/** Other reasons for which Redis does not do what it was asked. None of them is a failed save. */
export type LookAlike =
  | 'exec-aborted'
  | 'read-only'
  | 'out-of-memory'
  | 'no-replicas'
  | 'loading'
  | 'master-down'
  | 'cluster-down'
  | 'connection-refused'
  | 'timeout';

/** Redis's own words (redis/redis, src/server.c, createSharedObjects); redis-py leaves the code out, so the words count. */
const REPLIES: readonly (readonly [LookAlike, RegExp])[] = [
  ['read-only', /can't write against a read[ -]?only (?:replica|slave)/],
  ['out-of-memory', /command not allowed when used memory > 'maxmemory'|\bOOM command not allowed\b/],
  ['no-replicas', /\bNOREPLICAS\b|Not enough good (?:replicas|slaves) to write/],
  ['loading', /\b(?:Redis|Valkey) is loading the dataset in memory/],
  ['master-down', /\bMASTERDOWN\b|Link with (?:MASTER|PRIMARY) is down/],
  ['cluster-down', /\bCLUSTERDOWN\b|Hash slot not served|\bThe cluster is down\b/],
  ['exec-aborted', /\bEXECABORT\b|Transaction discarded because of previous errors/],
];

/** Anybody's network fails like that: they count only where Redis is named. */
const NETWORK: typeof REPLIES = [
  [
    'connection-refused',
    /connection refused|ECONNREFUSED|not possible to connect to the redis server|actively refused/i,
  ],
  ['timeout', /ETIMEDOUT|timed out|\bi\/o timeout\b|Timeout(?:Exception|Error)|Timeout (?:performing|awaiting)/i],
];

const NAMES_REDIS = /redis|valkey|\b6379\b/i;

/** What an error of a client is where it is no MISCONF; null where we do not know. */
export function lookAlikeIn(text: string): LookAlike | null {
  const reply = kindOf(REPLIES, text);
  if (reply !== null) return reply;
  return NAMES_REDIS.test(text) || libraryIn(text) !== null ? kindOf(NETWORK, text) : null;
}

function kindOf(forms: typeof REPLIES, text: string): LookAlike | null {
  return forms.find(([, form]) => form.test(text))?.[0] ?? null;
}
