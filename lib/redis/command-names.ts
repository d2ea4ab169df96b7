import 'server-only';
import type { CommandNames, SentCommand } from '../domain/instance/reach';
import { errorOf, type ErrorReply, type Reply } from './reply';
import type { Command } from './command';

/** The answer to a command that is disabled, as the configuration says: it was not sent. Known by being this very object. */
export const DISABLED: ErrorReply = { kind: 'error', code: 'ERR', text: 'unknown command, as configured' };
/** The answer of a server that does not know the name which the configuration gives. */
export const MISNAMED: ErrorReply = { kind: 'error', code: 'ERR', text: 'unknown command, as named' };

/** A command as it is sent, or null where it is not sent, because it is disabled there. */
export function asNamed(command: Command, names: CommandNames): Command | null {
  const [name, ...args] = command;
  const named = nameOf(name, names);
  if (named === null) return null;
  const [subcommand, user, about, ...rest] = args;
  // It asks about a command by the name that the command has there.
  if (subcommand !== 'DRYRUN' || user === undefined || about === undefined) return [named, ...args];
  const asked = nameOf(about, names);
  return asked === null ? null : [named, subcommand, user, asked, ...rest];
}

function nameOf(command: string, names: CommandNames): string | null {
  const name = names[command.toLowerCase() as SentCommand];
  return name === undefined ? command : name;
}

/** A reply as one to the command by its own name: that there is no such command is then about the configuration. */
export function replyTo([name]: Command, reply: Reply, names: CommandNames): Reply {
  const isUnknown = /^unknown command/i.test(errorOf(reply)?.text ?? '');
  return isUnknown && nameOf(name, names) !== name ? MISNAMED : reply;
}
