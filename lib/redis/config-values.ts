import 'server-only';
import type { Credentials } from '../domain/instance/instance';
import type { AppendFsync, ConfigFacts, GuardValue, Known, SavePoint } from '../domain/observation/observation';
import type { Unreadable } from '../domain/observation/unreadable';
import { EN } from '../domain/words/en';
import { refusalOf } from './refusal';
import { errorOf, type Reply } from './reply';

export const GUARD_NAME = 'stop-writes-on-bgsave-error';

/** What a poll reads from CONFIG: one CONFIG GET each, or all in one from 7.0 on. */
export const CONFIG_NAMES = [
  GUARD_NAME,
  'save',
  'dir',
  'dbfilename',
  'replica-ignore-disk-write-errors',
  'appendfsync',
] as const;

const MAX_PATH = 4096;

/** Settings from the replies to CONFIG GET, in the order of CONFIG_NAMES. What is not readable has its reason. */
export function configFacts(replies: readonly Reply[], credentials: Credentials): ConfigFacts {
  const read = <T>(index: number, parse: (text: string) => T | null): Known<T> => {
    const reply = replies[index] ?? null;
    const error = errorOf(reply);
    if (error !== null) {
      return unknown({ kind: 'setting-refused', refusal: refusalOf(error, 'config|get', credentials) });
    }
    const name = CONFIG_NAMES[index];
    const text = name === undefined ? null : configValue(reply, name);
    if (text === null) return unknown({ kind: 'no-such-setting' });
    const value = parse(text);
    return value === null ? unknown({ kind: 'odd-setting' }) : { value };
  };
  return {
    guard: read(0, guardValue),
    savePoints: read(1, savePointsOf),
    dir: read(2, path),
    dbfilename: read(3, path),
    replicaIgnoreDiskWriteErrors: read(4, guardValue),
    appendFsync: read(5, appendFsync),
  };
}

/** The value in a CONFIG GET reply (`[name, value]`), null when there is none. */
export function configValue(reply: Reply | undefined, name: string): string | null {
  if (!Array.isArray(reply)) return null;
  const [key, value] = reply as readonly Reply[];
  return key === name && typeof value === 'string' ? value : null;
}

/** `yes` or `no`, else null. */
export function guardValue(text: string): GuardValue | null {
  return text === 'yes' || text === 'no' ? text : null;
}

function appendFsync(text: string): AppendFsync | null {
  return text === 'always' || text === 'everysec' || text === 'no' ? text : null;
}

/** `3600 1 300 100` as save points; '' is none. Null when it is neither. */
export function savePointsOf(text: string): readonly SavePoint[] | null {
  if (text === '') return [];
  if (!/^\d{1,10}( \d{1,10})*$/.test(text)) return null;
  const numbers = text.split(' ').map(Number);
  if (numbers.length % 2 !== 0 || numbers.length > 200) return null;
  const points: SavePoint[] = [];
  for (let at = 0; at < numbers.length; at += 2)
    points.push({ seconds: numbers[at] ?? 0, changes: numbers[at + 1] ?? 0 });
  return points;
}

function path(text: string): string | null {
  return text.length <= MAX_PATH ? text : null;
}

function unknown(why: Unreadable): Extract<Known<never>, { value: null; reason: string }> {
  return { value: null, reason: EN.unreadable(why), why };
}
