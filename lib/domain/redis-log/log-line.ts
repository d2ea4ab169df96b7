import { logTime, type LogTime } from './log-time';

/** One line of a Redis or Valkey log, taken apart. */
export interface LogLine {
  readonly pid: number;
  /** Who wrote it: the server, or a child of it (a save, an AOF rewrite). Before 3.0 the line does not say. */
  readonly by: 'server' | 'child' | 'unknown';
  /** Null where it is none that we can read. */
  readonly time: LogTime | null;
  readonly message: string;
}

/** The shortest prefix that there is, with a message. A million empty lines are not to hold up everybody else. */
const SHORTEST = 20;
/** Nothing that Redis says of a save is longer; what is after that is not looked at. */
const LONGEST = 2_000;

// What collects logs (docker, journald, kubectl) puts something of its own before each line.
const BEFORE = '(?:^|[\\s|"])';
const TIME =
  '(\\d{1,2} [A-Z][a-z]{2} (?:\\d{4} )?\\d\\d:\\d\\d:\\d\\d(?:\\.\\d{3})?|\\d{4}-\\d\\d-\\d\\dT[\\d:.+Z-]{8,24}|\\d{13})';
/** `pid:M 22 Nov 2026 05:44:11.304 # message`, from 3.0 on, and Valkey's other forms of the time. */
const LETTERED = new RegExp(`${BEFORE}(\\d{1,10}):([XCSM]) ${TIME} [.*#-] (.*)$`);
/** `[pid] 22 Nov 05:43:55.353 # message`, 2.8. */
const BRACKETED = new RegExp(`${BEFORE}\\[(\\d{1,10})\\] ${TIME} [.*#-] (.*)$`);
/** `pid:signal-handler (1795326008) message`, and 2.8's `[pid | signal handler] (1795326008) message`. */
const SIGNALLED = new RegExp(
  `${BEFORE}(?:(\\d{1,10}):signal-handler|\\[(\\d{1,10}) \\| signal handler\\]) \\(\\d{1,12}\\) (.*)$`,
);
/** Valkey 8.1's `log-format logfmt`. */
const LOGFMT =
  /(?:^|\s)pid=(\d{1,10}) role=(\S{1,20}) timestamp="([^"]{1,40})" level=\w{1,10} message="((?:[^"\\]|\\.)*)"/;

/** Takes a line apart in any form from 2.8 to Valkey 9 (redis-persistence.md, 8); null for one that no Redis wrote. */
export function logLine(whole: string): LogLine | null {
  if (whole.length < SHORTEST) return null;
  const text = whole.length > LONGEST ? whole.slice(0, LONGEST) : whole;
  return lettered(text) ?? bracketed(text) ?? logfmt(text) ?? signalled(text);
}

function lettered(text: string): LogLine | null {
  const [, pid, role, time = '', message = ''] = LETTERED.exec(text) ?? [];
  if (pid === undefined) return null;
  // While it starts a server calls itself C as well; it says nothing of saves then.
  return { pid: Number(pid), by: role === 'C' ? 'child' : 'server', time: logTime(time), message };
}

function bracketed(text: string): LogLine | null {
  const [, pid, time = '', message = ''] = BRACKETED.exec(text) ?? [];
  return pid === undefined ? null : { pid: Number(pid), by: 'unknown', time: logTime(time), message };
}

function logfmt(text: string): LogLine | null {
  const [, pid, role, time = '', message = ''] = LOGFMT.exec(text) ?? [];
  if (pid === undefined) return null;
  const by = role === 'RDB/AOF' ? 'child' : 'server';
  return { pid: Number(pid), by, time: logTime(time), message: message.replace(/\\(.)/g, '$1') };
}

function signalled(text: string): LogLine | null {
  const [, pid, former, message = ''] = SIGNALLED.exec(text) ?? [];
  const known = pid ?? former;
  return known === undefined ? null : { pid: Number(known), by: 'unknown', time: null, message };
}
