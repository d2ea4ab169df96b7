import { day } from '../../text/format';
import type { ProblemAbout, ProblemCode } from '../../observation/observation';

/** Why there are no facts of an instance. */
export function problem(code: ProblemCode, { address, user, detail, when = null }: ProblemAbout): string {
  switch (code) {
    case 'refused':
      if (detail === 'ENOENT') return `There is no socket at ${address}. Is Redis running, and is the path right?`;
      if (detail === 'EACCES')
        return `Savepoint may not open the socket ${address}. Check the permissions of the file.`;
      return `Connection refused: nothing listens at ${address}. Is Redis running, and is the address right?`;
    case 'timeout':
      return `No connection to ${address} in time. The host may be down, or a firewall drops the traffic.`;
    case 'unresponsive':
      return unresponsive(detail);
    case 'reset':
      return `${address} closed the connection without an answer. If this port speaks TLS, use a rediss:// address.`;
    case 'tls':
      if (when !== null) return outOfTime(address, detail, day(when));
      return `The TLS connection to ${address} failed (${detail}). Check the certificate, or use redis:// if the port is plain.`;
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

/** A certificate that is not valid now; `on` is a day in UTC. */
function outOfTime(address: string, errorCode: string, on: string): string {
  if (errorCode === 'CERT_NOT_YET_VALID')
    return `The certificate of ${address} is not valid before ${on} (UTC): Savepoint does not connect. Check the certificate, and the clock of the machine that Savepoint runs on.`;
  return `The certificate of ${address} expired on ${on} (UTC): Savepoint does not connect. Renew the certificate, and have Redis load it.`;
}

function signIn(user: string, detail: string): string {
  if (detail === 'NOAUTH') return 'Redis asks for a password (NOAUTH), and none is given for this instance.';
  if (detail === 'OLD') return 'This Redis is older than 6.0 and knows no user names. Give the password alone.';
  return `Password rejected (WRONGPASS): user "${user}" cannot sign in. Check the name and the password.`;
}
