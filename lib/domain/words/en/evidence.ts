import type { EvidenceFacts, PlainEvidence } from '../../cause/evidence';
import { bytes } from '../../text/format';

/** Evidence for and against a cause. */
export function evidence(facts: EvidenceFacts): string {
  switch (facts.told) {
    case 'memory-share':
      return `Redis holds ${bytes(facts.used)} of the host’s ${bytes(facts.host)} (${facts.percent} %).`;
    case 'memory-grew':
      return `At the last good save it held ${bytes(facts.from)}; now it holds ${bytes(facts.to)}.`;
    case 'max-memory':
      return `maxmemory lets Redis grow to ${bytes(facts.limit)} of the host’s ${bytes(facts.host)} (${facts.percent} %).`;
    case 'copy-share':
      return `Redis holds ${bytes(facts.used)}, and its last good save copied ${bytes(facts.copied)} more, of the host’s ${bytes(facts.host)} (${facts.percent} %): the kernel may have killed the child for want of memory.`;
    case 'failed-writing':
      return `The child ran for ${facts.seconds} s before it failed, so it could open its file: a disk that filled up, an error of the disk, a limit or a kill look like that. Missing rights hardly do.`;
    case 'failed-at-once':
      return `The child ended after ${facts.seconds} s, where a good save took ${facts.good} s: missing rights, a read-only file system or a disk without any space look like that.`;
    case 'tried-again':
      return `Redis tried again ${facts.seconds} s after the attempt before, as soon as it ever does: that one had failed within seconds.`;
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
  'last-failed': 'INFO says that the last save failed.',
  'fork-refused-last': 'The last attempt failed before that mattered: its fork was refused.',
  'wrote-before-gone': 'The last child ran for some seconds before it failed: the directory was there when it began.',
  'worked-before': 'A save of this run of Redis worked before: the path and the rights were right then.',
  'never-worked':
    'No save of this run of Redis is known to have worked: its path or its rights may never have been right.',
  'dir-is-root': 'The dump goes to the directory /, where only root may write: no dir may have been set.',
  'aof-fails-too':
    'The AOF cannot be written either, and its file was open already: that is the disk, not missing rights.',
  'child-log':
    'In its log: “Failed opening …”, “Write error …” or “Error moving …” with the reason, or “Background saving terminated by signal 9” for a kill; dmesg -T then tells of one for want of memory.',
  'either-stage':
    'This release does not count forks, so a refused fork and a child that failed look alike. In its log: “Can’t save in background: fork: …”, or “Background saving error”.',
  'dir-empty':
    'CONFIG GET dir is empty: the data directory was deleted. Creating it again does not help; 7.0 and newer need a restart.',
  'aof-unnamed': 'PING or INFO reports an AOF write error without naming it.',
  'maybe-careless': 'It may be a careless set-up: the file name is an ordinary one.',
  'log-unnamed': 'The log tells that it failed, and has no line that names the reason.',
  'status-only':
    'INFO says that the last save failed, and Savepoint did not see it happen: only the Redis log names the reason.',
};
