import 'server-only';
import type { Facts } from '../domain/observation/observation';
import { natural, type InfoFields } from './info-fields';
import type { Reply } from './reply';

/**
 * How long, in milliseconds, what a light look leaves out may stand where others send commands as well: a CONFIG REWRITE of somebody else
 * moves nothing but its own count. No longer than facts are fresh.
 */
const STANDS_MS = 5000;

/** Seconds after a save in which another one would leave `rdb_last_save_time` as it is. */
const SAME_SECOND = 2;

/**
 * Whatever of commandstats and memory counts here moves one of these as well, while nothing of CALM is otherwise: a save that began counts
 * an attempt, one that ended changes status or time, an accepted BGSAVE forks unless another child runs, and a call that was refused
 * or failed is an error reply. Valkey has the same.
 */
const SIGNS = [
  ...[
    'run_id',
    'role',
    'rdb_saves',
    'rdb_last_save_time',
    'aof_rewrites',
    'total_forks',
    'latest_fork_usec',
    'sync_full',
  ],
  ...['total_error_replies', 'aof_last_bgrewrite_status', 'rdb_last_bgsave_time_sec', 'rdb_last_cow_size'],
];

const CALM = Object.entries({
  loading: '0',
  rdb_bgsave_in_progress: '0',
  rdb_last_bgsave_status: 'ok',
  aof_rewrite_in_progress: '0',
  aof_rewrite_scheduled: '0',
  aof_last_write_status: 'ok',
  module_fork_in_progress: '0',
});

/** What the last whole look, and the light ones after it, left to compare the next ones with. */
export interface Known {
  /** With what the light looks since have told. */
  readonly facts: Facts;
  readonly signs: string;
  readonly commands: number;
  readonly settings: Reply | undefined;
  /** Has nobody else sent a command since the last whole look? */
  readonly isOurs: boolean;
  /** Until when nobody else had, on a clock that nobody sets. */
  readonly at: number;
}

/** What a whole look leaves behind; null where not every sign is there, or something goes on in which commands may count. */
export function knownOf(fields: InfoFields, facts: Facts, settings: Reply | undefined, at: number): Known | null {
  const signs = signsOf(fields);
  const commands = natural(fields, 'total_commands_processed');
  if (signs === null || commands === null || facts.ping.kind !== 'pong') return null;
  return { facts, signs, commands, settings, isOurs: true, at };
}

/** May the next look be a light one? */
export function stands(known: Known | null, at: number): known is Known {
  return known !== null && at - known.at < STANDS_MS;
}

/** Has nothing moved since? Then what the light look left out is as it was. */
export function isUnmoved(
  known: Known,
  fields: InfoFields,
  settings: Reply | undefined,
  ping: Reply | undefined,
): boolean {
  return isAnsweredAlike(known, fields, settings, ping) && signsOf(fields) === known.signs;
}

/** The same for a light look whose INFO is that of the one before but for `passed`: no sign is in there. */
export function isUnmovedButFor(
  passed: InfoFields,
  known: Known,
  settings: Reply | undefined,
  ping: Reply | undefined,
): boolean {
  return isAnsweredAlike(known, passed, settings, ping) && isLongAfter(known.facts.rdb.lastSaveTime, passed);
}

function isAnsweredAlike(
  known: Known,
  fields: InfoFields,
  settings: Reply | undefined,
  ping: Reply | undefined,
): boolean {
  const commands = natural(fields, 'total_commands_processed');
  // CONFIG RESETSTAT takes it back.
  if (commands === null || commands < known.commands) return false;
  return ping === 'PONG' && isSameReply(settings, known.settings);
}

/**
 * The same after a light look that nothing had moved in. `ours` commands were sent since: where no other was, it is as good as new. Where one was, what it did
 * stays unseen until a whole look, however quiet it is after that.
 */
export function stillKnown(known: Known, fields: InfoFields, facts: Facts, ours: number, at: number): Known {
  const commands = natural(fields, 'total_commands_processed') ?? known.commands;
  const isOurs = known.isOurs && commands - known.commands === ours;
  return { ...known, facts, commands, isOurs, at: isOurs ? at : known.at };
}

function signsOf(fields: InfoFields): string | null {
  for (const [name, value] of CALM) if (fields.get(name) !== value) return null;
  if (!isLongAfter(natural(fields, 'rdb_last_save_time'), fields)) return null;
  const values = SIGNS.map((name) => fields.get(name));
  if (values.includes(undefined)) return null;
  return [...values, fields.get('errorstat_MISCONF') ?? ''].join(' ');
}

/** Would another save show in the time of the last one? `savedAt`: in seconds on the clock of Redis, as `fields` tell that. */
function isLongAfter(savedAt: number | null, fields: InfoFields): boolean {
  const now = natural(fields, 'server_time_usec');
  return now !== null && savedAt !== null && now / 1_000_000 - savedAt > SAME_SECOND;
}

function isSameReply(one: Reply | undefined, other: Reply | undefined): boolean {
  if (one === other) return true;
  if (!Array.isArray(one) || !Array.isArray(other)) return JSON.stringify(one) === JSON.stringify(other);
  const [a, b] = [one as readonly Reply[], other as readonly Reply[]];
  return a.length === b.length && a.every((each, index) => isSameReply(each, b[index]));
}
