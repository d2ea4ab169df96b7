import 'server-only';
import { cutOut, fieldIn, MAX_VALUE, type InfoFields } from './info-fields';

/** What is read of the fields that may pass: times, and two counts. */
const READ = [
  'server_time_usec',
  'uptime_in_seconds',
  'lru_clock',
  'total_commands_processed',
  'rdb_changes_since_last_save',
];

/** What moves on a server in use, or whenever it is looked at, and is read nowhere. */
const UNREAD = [
  ...['uptime_in_days', 'total_connections_received', 'instantaneous_ops_per_sec'],
  ...['total_net_input_bytes', 'total_net_output_bytes', 'total_net_repl_input_bytes', 'total_net_repl_output_bytes'],
  ...['instantaneous_input_kbps', 'instantaneous_output_kbps', 'total_reads_processed', 'total_writes_processed'],
  ...[
    'expired_keys',
    'expired_stale_perc',
    'expire_cycle_cpu_milliseconds',
    'evicted_keys',
    'total_eviction_exceeded_time',
  ],
  ...[
    'keyspace_hits',
    'keyspace_misses',
    'pubsub_channels',
    'pubsub_patterns',
    'reply_buffer_shrinks',
    'reply_buffer_expands',
  ],
  ...['io_threaded_reads_processed', 'io_threaded_writes_processed', 'eventloop_cycles', 'eventloop_duration_sum'],
  ...['eventloop_duration_cmd_sum', 'instantaneous_eventloop_cycles_per_sec', 'instantaneous_eventloop_duration_usec'],
  ...['master_repl_offset', 'repl_backlog_first_byte_offset', 'repl_backlog_histlen'],
  ...['aof_current_size', 'aof_buffer_length', 'aof_delayed_fsync'],
];

/** A field that may pass. One object for all connections: a thousand of them have the same ones. */
interface Passing {
  readonly name: string;
  readonly isRead: boolean;
}

const PASSING: ReadonlyMap<string, Passing> = new Map(
  [...READ, ...UNREAD].map((name) => [name, { name, isRead: READ.includes(name) }]),
);

/** So many texts in a row that were not as expected: the next ones are hardly worth preparing for. */
const MISSES = 3;
const SELDOM = 16;

/** A part of the last text that is expected again: up to and with the `name:` of a field that may pass; the last one has none. */
interface Part {
  readonly text: string;
  readonly field: Passing | null;
}

/**
 * Reads the INFO texts of one connection that are as one before, but for fields that move with every look. A text is a hundred lines: what
 * lies between those fields is compared as a whole, and nothing of it is taken apart.
 */
export class InfoReader {
  #parts: readonly Part[] = [];
  #misses = 0;

  /**
   * The fields that may pass and are read (times, two counts), of a text that has everything else, character for character, as the one that was learned
   * last. Null: it does not.
   */
  passedIn(info: string): InfoFields | null {
    const passed = this.#follow(info);
    this.#misses = passed === null ? this.#misses + 1 : 0;
    return passed;
  }

  /** Takes a text for what is expected from now on. Of servers whose texts are never alike, only now and then. */
  learn(info: string): void {
    const isWorthIt = this.#misses <= MISSES || this.#misses % SELDOM === 0;
    this.#parts = isWorthIt ? partsOf(info) : [];
  }

  /** Nothing is expected any more. */
  forget(): void {
    this.#parts = [];
  }

  #follow(info: string): InfoFields | null {
    if (this.#parts.length === 0) return null;
    const passed = new Map<string, string>();
    let at = 0;
    for (const { text, field } of this.#parts) {
      if (!info.startsWith(text, at)) return null;
      at += text.length;
      if (field === null) continue;
      const end = endOfValue(info, at);
      if (end - at > MAX_VALUE) return null;
      if (field.isRead) passed.set(field.name, info.slice(at, end));
      at = end;
    }
    return at === info.length ? passed : null;
  }
}

function partsOf(info: string): readonly Part[] {
  const parts: Part[] = [];
  const found = new Set<string>();
  let from = 0;
  for (let at = 0; at < info.length; at = info.indexOf('\n', at) + 1 || info.length) {
    const colon = info.indexOf(':', at);
    const name = fieldIn(info.slice(at, endOfValue(info, at)))?.name;
    if (name === undefined || found.has(name)) continue;
    // The first of a name counts.
    found.add(name);
    const field = PASSING.get(name);
    if (field === undefined) continue;
    parts.push({ text: cutOut(info.slice(from, colon + 1)), field });
    from = endOfValue(info, at);
  }
  return [...parts, { text: cutOut(info.slice(from)), field: null }];
}

/** Where the line ends that `at` stands in, without its `\r`. */
function endOfValue(info: string, at: number): number {
  const newline = info.indexOf('\n', at);
  const end = newline < 0 ? info.length : newline;
  return end > at && info.charCodeAt(end - 1) === CR ? end - 1 : end;
}

const CR = 13;
