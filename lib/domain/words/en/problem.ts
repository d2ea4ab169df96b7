import type { ProblemAbout, ProblemCode } from '../../observation/observation';
import { tlsProblem } from './tls-problem';

/** Why there are no facts of an instance. */
export function problem(code: ProblemCode, about: ProblemAbout): string {
  const { address, user, detail } = about;
  switch (code) {
    case 'refused':
      if (detail === 'ENOENT' || detail === 'ENOTDIR')
        return `There is no socket at ${address}. Is Redis running, and is the path right?`;
      if (detail === 'EACCES')
        return `Savepoint may not open the socket ${address}. Check the permissions of the file and of its folders (unixsocketperm in redis.conf), and the group of the user that runs Savepoint.`;
      if (detail === 'ENOTSOCK')
        return `What is at ${address} is not a socket. Write the path of the socket: unixsocket in redis.conf.`;
      if (address.startsWith('/'))
        return `Nobody listens on the socket ${address}: Redis is not running, or it ended and left the file behind.`;
      return `Connection refused: nothing listens at ${address}. Is Redis running, and is the address right?`;
    case 'timeout':
      return `No connection to ${address} in time. The host may be down, or a firewall drops the traffic.`;
    case 'unresponsive':
      return unresponsive(detail);
    case 'reset':
      if (detail === 'LOST')
        return `The connection to ${address} was lost after the look at it: another process may answer there now. Look again.`;
      return `${address} closed the connection without an answer. If this port speaks TLS, use a rediss:// address.`;
    case 'tls':
      return tlsProblem(about);
    case 'dns':
      return `Name not found: ${address} cannot be looked up. Check the host name and the name server.`;
    case 'unreachable-host':
      return `No route to ${address}. Check the address and the network between Savepoint and Redis.`;
    case 'not-allowed':
      return `${address} leads to an address that Savepoint may not connect to. See SAVEPOINT_OUTBOUND, which says where it may.`;
    case 'auth':
      return signIn(user, detail);
    case 'noperm':
      return `User "${user}" may not run info. Allow it with ACL SETUSER ${user} +info +ping +config|get.`;
    case 'protected-mode':
      return `Redis at ${address} is in protected mode: it serves only its own machine until a password is set.`;
    case 'max-clients':
      return 'Redis refuses new connections: as many clients as maxclients allows are connected already.';
    case 'not-redis':
      return `What listens at ${address} is not Redis. Check the port.`;
    case 'unreadable':
      if (detail === 'NO-INFO')
        return 'Redis does not know INFO, without which nothing is known of it: it is renamed or disabled there. Give the name it has there in savepoint.yaml (commands: info).';
      if (detail === 'INFO-NAME')
        return 'Redis does not know INFO, without which nothing is known of it, under the name that savepoint.yaml gives it. Correct it there (commands: info).';
      if (detail === 'INFO-WITHHELD')
        return 'This service does not offer INFO, without which nothing is known of it: Savepoint cannot watch it. Look in the console of its provider.';
      if (detail === 'INFO')
        return 'Redis does not answer INFO in a form Savepoint can read: it may be renamed or disabled.';
      return `${address} answered something Savepoint cannot read, so nothing is known of it.`;
    case 'config':
      return 'The settings of this instance cannot be used.';
  }
}

function unresponsive(detail: string): string {
  if (detail === 'BUSY')
    return 'Redis is busy with a script that does not end. SCRIPT KILL stops a script that wrote nothing.';
  if (detail === 'TLS')
    return 'Port open, but nobody answers in TLS. The process may be stopped, or the port is plain: then use redis://.';
  return 'Port open, Redis does not answer. The process may be stopped, swapping or busy with one slow command.';
}

function signIn(user: string, detail: string): string {
  if (detail === 'NOAUTH') return 'Redis asks for a password (NOAUTH), and none is given for this instance.';
  if (detail === 'NO-AUTH')
    return 'Redis does not know AUTH: nobody can sign in under that name. It is renamed or disabled there; give the name it has there in savepoint.yaml (commands: auth).';
  if (detail === 'OLD') return 'This Redis is older than 6.0 and knows no user names. Give the password alone.';
  return `Password rejected (WRONGPASS): user "${user}" cannot sign in. Check the name and the password.`;
}
