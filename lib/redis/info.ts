import 'server-only';
import type {
  AofFacts,
  EpochMs,
  Facts,
  ForkFacts,
  LoadingFacts,
  MemoryFacts,
  RdbFacts,
  ReplicationFacts,
  Role,
  ServerFacts,
} from '../domain/observation/observation';
import { cutOut, decimal, flag, integer, natural, status, type InfoFields } from './info-fields';

/** The facts that plain INFO holds. */
export type InfoFacts = Omit<Facts, 'counters' | 'config' | 'ping'>;

/**
 * Facts of an INFO text; every field that is missing or not plain is null. `now` is our clock, ms: where Redis does not
 * tell its time (before 6.2), it is rebuilt from `lru_clock`.
 */
export function infoFacts(fields: InfoFields, now: EpochMs): InfoFacts {
  return {
    server: server(fields, now),
    replication: replication(fields),
    loading: loading(fields),
    rdb: rdbFacts(fields),
    aof: aof(fields),
    forks: forks(fields),
    memory: memory(fields),
  };
}

/** True when a text has any of the fields every INFO has. */
export function isInfo(fields: InfoFields): boolean {
  return ['redis_version', 'run_id', 'role', 'loading', 'uptime_in_seconds'].some((name) => fields.has(name));
}

/** Whether the release is at least `major.minor` of Redis; Valkey began at 7.2. Null when the release is not known. */
export function isAtLeast(facts: ServerFacts, major: number, minor: number): boolean | null {
  if (facts.software === 'valkey') return true;
  const [ours = NaN, ourMinor = NaN] = facts.version?.split('.').map(Number) ?? [];
  if (Number.isNaN(ours) || Number.isNaN(ourMinor)) return null;
  return ours > major || (ours === major && ourMinor >= minor);
}

function server(fields: InfoFields, now: EpochMs): ServerFacts {
  const isValkey = fields.get('server_name') === 'valkey';
  const version = fields.get(isValkey ? 'valkey_version' : 'redis_version') ?? '';
  const known = /^\d{1,4}\.\d{1,4}\.\d{1,4}[0-9A-Za-z.-]{0,20}$/.test(version);
  const path = fields.get('config_file');
  return {
    software: isValkey ? 'valkey' : known ? 'redis' : null,
    version: known ? cutOut(version) : null,
    role: roleOf(fields.get('role')),
    runId: id40(fields.get('run_id')),
    configFile: path === undefined ? null : cutOut(path),
    ...timesIn(fields, now),
  };
}

/** The facts about a server that move by themselves. `now` as in `infoFacts`. */
export function timesIn(
  fields: InfoFields,
  now: EpochMs,
): Pick<ServerFacts, 'timeSeconds' | 'timeMs' | 'uptimeSeconds'> {
  const micros = natural(fields, 'server_time_usec');
  return {
    timeSeconds: micros === null ? timeOfLru(fields, Math.floor(now / 1000)) : Math.floor(micros / 1_000_000),
    timeMs: micros === null ? null : Math.floor(micros / 1000),
    uptimeSeconds: natural(fields, 'uptime_in_seconds'),
  };
}

function id40(text: string | undefined): string | null {
  return text !== undefined && /^[0-9a-f]{40}$/.test(text) ? cutOut(text) : null;
}

function roleOf(text: string | undefined): Role | null {
  if (text === 'master') return 'master';
  return text === 'slave' || text === 'replica' ? 'replica' : null;
}

const LRU_CYCLE = 2 ** 24;

/** `lru_clock` is unix time in seconds modulo 2^24 (194 days): of the times it can mean, the one nearest to ours. */
function timeOfLru(fields: InfoFields, ourSeconds: number): number | null {
  const lru = natural(fields, 'lru_clock');
  if (lru === null || lru >= LRU_CYCLE) return null;
  const behind = (((ourSeconds - lru) % LRU_CYCLE) + LRU_CYCLE) % LRU_CYCLE;
  return ourSeconds - (behind > LRU_CYCLE / 2 ? behind - LRU_CYCLE : behind);
}

function replication(fields: InfoFields): ReplicationFacts {
  const link = fields.get('master_link_status');
  return {
    primaryAddress: primaryAddress(fields),
    linkUp: link === 'up' ? true : link === 'down' ? false : null,
    lagSeconds: natural(fields, 'master_last_io_seconds_ago'),
    connectedReplicas: natural(fields, 'connected_slaves'),
    replicationId: id40(fields.get('master_replid')),
    copyingReplicas: copyingReplicas(fields),
  };
}

function primaryAddress(fields: InfoFields): string | null {
  const host = fields.get('master_host') ?? '';
  const port = natural(fields, 'master_port');
  if (port === null || !/^[0-9A-Za-z._:%-]{1,255}$/.test(host)) return null;
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
}

/** Lines such as `slave0:ip=…,port=…,state=wait_bgsave,…`: that state, and since 8.x another one, last until the copy is done (redis-persistence.md, 14). */
function copyingReplicas(fields: InfoFields): number | null {
  if (natural(fields, 'connected_slaves') === null) return null;
  let copying = 0;
  // Redis counts those that it lists from 0 on.
  for (let n = 0, line = fields.get('slave0'); line !== undefined; n += 1, line = fields.get(`slave${n}`)) {
    if (/,state=(wait_bgsave|send_bulk_and_stream)(,|$)/.test(line)) copying += 1;
  }
  return copying;
}

function loading(fields: InfoFields): LoadingFacts {
  return {
    active: flag(fields, 'loading'),
    percent: decimal(fields, 'loading_loaded_perc'),
    etaSeconds: natural(fields, 'loading_eta_seconds'),
  };
}

/** The facts of INFO persistence that are about RDB. */
export function rdbFacts(fields: InfoFields): RdbFacts {
  const inProgress = flag(fields, 'rdb_bgsave_in_progress');
  // An AOF rewrite counts its keys in the same fields.
  const ofSave = (name: string) => (inProgress === true ? natural(fields, name) : null);
  return {
    lastStatus: status(fields, 'rdb_last_bgsave_status'),
    lastSaveTime: natural(fields, 'rdb_last_save_time'),
    changesSinceLastSave: integer(fields, 'rdb_changes_since_last_save'),
    inProgress,
    currentSeconds: natural(fields, 'rdb_current_bgsave_time_sec'),
    lastDurationSeconds: natural(fields, 'rdb_last_bgsave_time_sec'),
    lastCowBytes: natural(fields, 'rdb_last_cow_size'),
    attempts: natural(fields, 'rdb_saves'),
    keysDone: ofSave('current_save_keys_processed'),
    keysTotal: ofSave('current_save_keys_total'),
  };
}

function aof(fields: InfoFields): AofFacts {
  return {
    enabled: flag(fields, 'aof_enabled'),
    lastWriteStatus: status(fields, 'aof_last_write_status'),
    lastRewriteStatus: status(fields, 'aof_last_bgrewrite_status'),
    rewriteInProgress: flag(fields, 'aof_rewrite_in_progress'),
    rewriteScheduled: flag(fields, 'aof_rewrite_scheduled'),
    rewrites: natural(fields, 'aof_rewrites'),
  };
}

function forks(fields: InfoFields): ForkFacts {
  return {
    total: natural(fields, 'total_forks'),
    latestUsec: natural(fields, 'latest_fork_usec'),
    moduleForkInProgress: flag(fields, 'module_fork_in_progress'),
  };
}

function memory(fields: InfoFields): MemoryFacts {
  return {
    usedBytes: natural(fields, 'used_memory'),
    rssBytes: natural(fields, 'used_memory_rss'),
    peakBytes: natural(fields, 'used_memory_peak'),
    maxBytes: natural(fields, 'maxmemory'),
    systemBytes: natural(fields, 'total_system_memory'),
  };
}
