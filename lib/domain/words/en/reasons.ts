import { utc } from '../../text/format';
import type { WriteAvailability } from '../../state/instance-view';
import type { EpochMs } from '../../observation/observation';

/** Why a fact is not known. */
export const reasons = {
  loading: 'Redis is loading its data: until then it refuses every command on keys.',
  roleUnknown: 'INFO does not tell whether this is a primary or a replica.',
  pingDisagrees: 'PING says that writes are accepted, INFO and CONFIG say that they are refused: PING is the proof.',
  writesUnknown: (missing: readonly string[], ping: string | null) =>
    `Not known: ${missing.length === 0 ? 'the release is not known' : `${missing.join(', ')} cannot be read`}, and PING gave no proof${
      ping === null ? '' : ` (${ping.replace(/\.$/, '')})`
    }.`,
  rejectedNotCounted: 'Redis counts refused commands from 6.2 on.',
  rejectedReleaseUnknown: 'The release is not known, so its counters cannot be trusted.',
  errorstatsUnreadable: 'INFO errorstats cannot be read.',
  commandstatsUnreadable: 'INFO commandstats cannot be read, so our own PINGs cannot be told apart.',
  lastStatusUnreadable: 'INFO does not tell how the last save ended.',
  noGoodSave: (start: EpochMs | null, now: EpochMs) =>
    `No save was seen since Redis started${start === null ? '' : ` at ${utc(start, now)}`}.`,
  noFacts: 'This instance was never read.',
  notLive: 'Not known: Redis was not read just now.',
  writesLastKnown: (was: WriteAvailability['availability'], at: EpochMs) =>
    `Not known now. Last known (${utc(at, at)}): ${was}.`,
};
