import type { EvidenceFacts, PlainEvidence } from '../../cause/evidence';
import { bytes } from '../../text/format';

/** Evidence for and against a cause. */
export function evidence(facts: EvidenceFacts): string {
  switch (facts.told) {
    case 'memory-share':
      return `Redis holds ${bytes(facts.used)} of the host’s ${bytes(facts.host)} (${facts.percent} %).`;
    case 'short-fork':
      return `The last fork took ${facts.usec} µs, as short as a refused one.`;
    case 'fork-time-same':
      return `latest_fork_usec did not change (${facts.usec}): no sign of a fork that succeeded.`;
    case 'duration-same':
      return `rdb_last_bgsave_time_sec did not change (${facts.seconds}): no sign of a child that ended.`;
    case 'aof-named':
      return `Redis names the error in its refusal: ${facts.error}.`;
    case 'log-line':
      return facts.line === null
        ? `The log of Redis says: “${facts.said}”.`
        : `Line ${facts.line} of the log says: “${facts.said}”.`;
    case 'strange-dir':
      return `The dump goes to the directory ${facts.dir}.`;
    case 'strange-file':
      return `The dump is called ${facts.file}.`;
    default:
      return PLAIN[facts.told];
  }
}

const PLAIN: Readonly<Record<PlainEvidence, string>> = {
  'fork-answered':
    'Redis answered the BGSAVE of Savepoint with "ERR" and nothing after it: that is how it tells that fork(2) was refused, for memory or for a process limit.',
  'no-child':
    'An attempt was counted, but no child process appeared: fork(2) was refused, for memory or for a process limit.',
  'no-errno': 'Redis does not say which of the two it was; its log does (Can’t save in background: fork: …).',
  'memory-not-told': 'INFO does not tell enough of the memory of the host.',
  'child-failed': 'The child process started and ended without a snapshot: only the Redis log names the reason.',
  'dir-empty':
    'CONFIG GET dir is empty: the data directory was deleted. Creating it again does not help; 7.0 and newer need a restart.',
  'aof-unnamed': 'PING or INFO reports an AOF write error without naming it.',
  'maybe-careless': 'It may be a careless set-up: the file name is an ordinary one.',
  'log-unnamed': 'The log tells that it failed, and has no line that names the reason.',
  'status-only':
    'INFO says that the last save failed, and Savepoint did not see it happen: only the Redis log names the reason.',
};
