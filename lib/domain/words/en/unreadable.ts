import type { CommandRefusal, Unreadable } from '../../observation/unreadable';

/** Why a fact could not be read, or a command was not carried out. */
export function unreadable(why: Unreadable): string {
  switch (why.kind) {
    case 'setting-refused':
      return `Not readable: ${lowerFirst(refusal(why.refusal))}`;
    case 'no-such-setting':
      return 'This release has no such setting.';
    case 'odd-setting':
      return 'Redis gave a value Savepoint cannot read.';
    case 'odd-ping':
      return 'PING gave an answer Savepoint does not know.';
    default:
      return refusal(why);
  }
}

function refusal(why: CommandRefusal): string {
  switch (why.kind) {
    case 'not-permitted':
      return `User "${why.user}" may not run ${why.command}.`;
    case 'needs-password':
      return 'Redis asks for a password.';
    case 'loading':
      return 'Redis is still loading its data.';
    case 'busy':
      return 'Redis is busy with a script that does not end.';
    case 'primary-lost':
      return 'This replica has lost its master and answers no questions about data.';
    case 'read-only':
      return 'This server is a read-only replica.';
    case 'no-such-command':
      return `${why.command} is not available on this server (renamed or disabled).`;
    case 'disabled-command':
      return `${why.command} is disabled on this server, as savepoint.yaml says.`;
    case 'misnamed-command':
      return `${why.command} is not known to this server under the name that savepoint.yaml gives it.`;
    case 'not-offered':
      return `${why.command} is not offered by this service.`;
    case 'refused':
      return `Redis refused ${why.command}, without a reason Savepoint knows.`;
  }
}

/** `User "x" may not…` continues a sentence; CONFIG and Redis stay names. */
function lowerFirst(sentence: string): string {
  return sentence.startsWith('User ') ? `user ${sentence.slice(5)}` : sentence;
}
