import 'server-only';
import { userOf, type Credentials } from '../domain/instance/instance';
import type { CommandRefusal, CommandTrouble } from '../domain/observation/unreadable';
import { DISABLED, MISNAMED } from './command-names';
import type { ErrorReply } from './reply';

/** Why a command was refused. It holds none of Redis's own words. `command` as ACL names it. */
export function refusalOf(error: ErrorReply, command: string, credentials: Credentials): CommandRefusal {
  const known = BY_REPLY_CODE.get(error.code);
  if (known !== undefined) return { kind: known };
  if (error.code === 'NOPERM') return { kind: 'not-permitted', user: userOf(credentials), command };
  const [name = ''] = command.toUpperCase().split('|');
  return { kind: kindOf(error), command: name };
}

function kindOf(error: ErrorReply): CommandTrouble {
  if (error === DISABLED) return 'disabled-command';
  if (error === MISNAMED) return 'misnamed-command';
  if (isUnknownCommand(error)) return 'no-such-command';
  return isWithheld(error) ? 'not-offered' : 'refused';
}

/** There is no command of that name: it was renamed, disabled, or never was. */
export function isUnknownCommand({ text }: ErrorReply): boolean {
  return /^unknown (sub)?command/i.test(text);
}

/**
 * How services say that they do not let a command through, besides “unknown command”: Upstash (it names its page on compatibility), Redis
 * Software and Redis Cloud, Tair (help.aliyun.com, on disabling commands), and one that leaves only CONFIG GET (redis/redis#5990). Up to
 * 3.2 Redis has the last words for a subcommand that it does not know; it knows all that are sent here.
 */
const NOT_OFFERED =
  /^(command is not available|command is not allowed$|command \S+ not support for normal user|CONFIG subcommand must be one of)/i;

/** A service has the command, and lets nobody run it. */
export function isWithheld({ text }: ErrorReply): boolean {
  return NOT_OFFERED.test(text);
}

const BY_REPLY_CODE = new Map<string, Exclude<CommandRefusal, { command: string }>['kind']>([
  ['NOAUTH', 'needs-password'],
  ['LOADING', 'loading'],
  ['BUSY', 'busy'],
  ['MASTERDOWN', 'primary-lost'],
  ['READONLY', 'read-only'],
]);
