import 'server-only';
import { isIP } from 'node:net';
import { isAbsolute } from 'node:path';
import {
  SENT_COMMANDS,
  type CommandNames,
  type ConfiguredFile,
  type SentCommand,
  type TlsSettings,
} from '../domain/instance/reach';
import type { RegisteredInstance } from '../domain/instance/instance';
import type { FieldReader } from './field-reader';
import type { YamlField } from './yaml-node';

/** The beginning of every sentence about a file: where it is named. `field` as in `tls.ca`. */
export type Where = (line: number, field: string) => string;

const FILES = ['ca', 'cert', 'key'] as const;
const HOST = /^[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?)*$/i;

/** `tls` of those whose addresses do not say whether TLS is spoken. */
export interface TlsAsked {
  /** Null where nothing is said. */
  readonly isOn: boolean | null;
  /** Absent: what Node knows by itself. */
  readonly tls?: TlsSettings;
}

/** The field `tls` of a group or of its Sentinels: yes, no, or the fields that an instance has, which are a yes as well. */
export function readTlsAsked(reader: FieldReader, where: Where): TlsAsked {
  // Undefined: it is no word but a map, as that of an instance.
  if (reader.scalar(reader.find('tls')) === undefined) {
    const tls = readTls(reader, where);
    return { isOn: true, ...(tls === null ? {} : { tls }) };
  }
  const word = reader.choice('tls', ['yes', 'no']);
  return { isOn: word === null ? null : word === 'yes' };
}

/** The field `tls` of an instance; null where there is none, or it cannot be used, and then there are problems. */
export function readTls(reader: FieldReader, where: Where): TlsSettings | null {
  const fields = reader.map('tls');
  const line = reader.find('tls')?.line ?? 1;
  if (fields === null) return null;
  reader.refuseUnknown(fields, [...FILES, 'serverName'], 'tls');
  const find = (key: string): YamlField | undefined => fields.find((field) => field.key === key);
  const [ca, cert, key] = FILES.map((name) => fileOf(reader, find(name), `tls.${name}`, where));
  if (find('cert') !== undefined && find('key') === undefined)
    reader.wrong(line, 'tls', 'A certificate is shown with its key: give key as well, the file of the key of cert.');
  if (find('key') !== undefined && find('cert') === undefined)
    reader.wrong(line, 'tls', 'A key belongs to a certificate: give cert as well, the file of the certificate.');
  const serverName = serverNameOf(reader, find('serverName'));
  return { ca: ca ?? null, cert: cert ?? null, key: key ?? null, serverName };
}

function fileOf(reader: FieldReader, field: YamlField | undefined, name: string, where: Where): ConfiguredFile | null {
  const path = reader.text(field, name);
  if (field === undefined || path === null) return null;
  if (isAbsolute(path)) return { path, where: where(field.line, name) };
  reader.wrong(field.line, name, 'This must be the whole path of a file on this machine, from “/” on.');
  return null;
}

function serverNameOf(reader: FieldReader, field: YamlField | undefined): string | null {
  const name = reader.text(field, 'tls.serverName');
  if (field === undefined || name === null) return null;
  if (name.length <= 253 && (isIP(name) !== 0 || HOST.test(name))) return name;
  reader.wrong(field.line, 'tls.serverName', 'This must be the name of a host, or an address, without a port.');
  return null;
}

/**
 * Commands that end, empty or stall a server with no word behind them: a slip of the pen must not send one of them
 * each second in place of INFO.
 */
const NEVER_SENT = new Set(
  'flushall flushdb shutdown save bgrewriteaof reset quit sync psync monitor debug failover discard swapdb'.split(' '),
);

/** The field `commands` of an instance or a group; empty where there is none, or it cannot be used, and then there are problems. */
export function readCommands(reader: FieldReader): Pick<RegisteredInstance, 'commands'> {
  const fields = reader.map('commands');
  return fields === null ? {} : { commands: namesOf(reader, fields) };
}

function namesOf(reader: FieldReader, fields: readonly YamlField[]): CommandNames {
  for (const { key, line } of fields)
    // Not named: whoever has the two the wrong way round would find the secret in the log.
    if (!SENT_COMMANDS.some((each) => each === key.toLowerCase())) reader.wrong(line, 'commands', UNKNOWN);
  const names: Partial<Record<SentCommand, string | null>> = {};
  for (const command of SENT_COMMANDS) {
    const field = fields.find(({ key }) => key.toLowerCase() === command);
    if (field === undefined) continue;
    const name = reader.text(field, `commands.${command}`);
    const problem = name === null ? null : problemOfName(command, name, Object.values(names));
    if (problem !== null) reader.wrong(field.line, `commands.${command}`, problem);
    else if (name !== null) names[command] = name === '' ? null : name;
    else if (reader.scalar(field) === null) reader.wrong(field.line, `commands.${command}`, NO_NAME);
  }
  return names;
}

const UNKNOWN = `Savepoint sends no such command; its commands are ${SENT_COMMANDS.join(', ')}.`;
const NO_NAME = 'Give the name that the command has on this server, or "" where it is disabled.';

/** What is wrong with a name, without repeating it; null when nothing is. */
function problemOfName(command: SentCommand, name: string, others: readonly (string | null)[]): string | null {
  if (command === 'info' && name === '')
    return 'Without INFO nothing is known of a server: give the name it has there.';
  if (!/^[^\s\p{Cc}]{0,200}$/u.test(name)) return 'A name is one word of 200 characters at most.';
  const lower = name.toLowerCase();
  if (NEVER_SENT.has(lower)) return 'This is the name of a command that Savepoint never sends.';
  const own = SENT_COMMANDS.some((each) => each === lower && each !== command);
  if (own || (name !== '' && others.some((other) => other?.toLowerCase() === lower)))
    return 'This is the name of another command.';
  return null;
}
