import 'server-only';
import type { WriteAvailability } from '../domain/state/instance-view';

/** Whether clients can write, as far as persistence is concerned, and how we know. */
export function writesSentence({ availability, cause, evidence, reason }: WriteAvailability): string {
  const proof = evidence === 'ping' ? (availability === 'accepted' ? ' (PING ok)' : ' (PING answers MISCONF)') : '';
  switch (availability) {
    case 'accepted':
      return `Writes are accepted${proof}.`;
    case 'rejected':
      return cause === 'aof'
        ? `Writes are refused${proof}: Redis cannot write its AOF, and the guard has no say in that.`
        : `Writes are refused${proof}: the last save failed and the guard is on.`;
    case 'read-only':
      return 'This is a replica: clients do not write here.';
    case 'unknown':
      return `Whether writes are accepted is not known${reason === null ? '.' : `: ${reason}`}`;
  }
}
