/** When a runbook is used, and what its parts are called. Sources of what is said of Redis stand beside the steps: lib/domain/runbook. */
export const runbook = {
  kinds: {
    'fork-memory': {
      title: 'Fork refused: not enough memory',
      when: 'Use it when the log says “Cannot allocate memory”, or when Redis uses much of the memory of its host and its fork is refused.',
    },
    'fork-limit': {
      title: 'Fork refused: a limit on processes',
      when: 'Use it when the log says “Resource temporarily unavailable” for a fork.',
    },
    'fork-unknown': {
      title: 'Fork refused: memory or a limit',
      when: 'Use it when no child could be started and the log has not been read yet.',
    },
    'disk-full': {
      title: 'The disk is full',
      when: 'Use it when the log says “No space left on device” or “Disk quota exceeded”.',
    },
    permission: {
      title: 'Redis may not write to its directory',
      when: 'Use it when the log says “Permission denied” or “Operation not permitted”; most often it is a container whose volume belongs to another user.',
    },
    'path-missing': {
      title: 'The data directory is gone',
      when: 'Use it when CONFIG GET dir is empty, or when the log says “No such file or directory” or “Stale file handle”.',
    },
    'read-only-fs': {
      title: 'The file system is read-only',
      when: 'Use it when the log says “Read-only file system”, also where the host can write there.',
    },
    'name-taken': {
      title: 'A directory has the name of the dump',
      when: 'Use it when the log says “Is a directory” for the dump file.',
    },
    'file-limit': {
      title: 'A limit on the size of files',
      when: 'Use it when the log says “File too large”.',
    },
    'child-killed': {
      title: 'The saving child was killed',
      when: 'Use it when the log says “terminated by signal 9”, or by another signal than 10.',
    },
    'io-error': {
      title: 'The disk gives errors',
      when: 'Use it when the log says “Input/output error”.',
    },
    tampered: {
      title: 'Somebody has changed where the dump goes',
      when: 'Use it when the dump goes to a directory of cron jobs, keys or web pages, or has the name of such a file.',
    },
    aof: {
      title: 'The AOF cannot be written',
      when: 'Use it when writes are refused with “Errors writing to the AOF file” and the error is not known yet.',
    },
    unknown: {
      title: 'Saves fail, and the cause is not known',
      when: 'Use it first when nothing names the cause: it leads to the runbook that fits.',
    },
  },
  /** The title where it is the AOF that cannot be written. */
  ofAof: (title: string): string => `AOF: ${title}`,
  notes: {
    password: (command: string): string =>
      `No command holds a password: redis-cli and valkey-cli read it from REDISCLI_AUTH. Set it with ${command}, and add --user NAME where it is not that of the user “default”.`,
    tls: 'Where the host does not know the authority of the certificate, add --cacert FILE.',
    tlsFiles:
      'The files for TLS are named as in savepoint.yaml, which is on the machine of Savepoint: elsewhere, name your own.',
    host: 'What is run on the host of Redis is marked so. In a container use the line for Docker or Kubernetes, and put its name for NAME or POD.',
    directory: 'DIR stands for a directory that is not known here: put its path there.',
    file: 'FILE stands for the name of the dump file, which is not known here.',
    noAddress: 'The address holds characters that cannot be seen, so no command for redis-cli is given.',
    unsure: 'This cause is not certain: let the log decide before you change anything.',
    replica: 'This is a replica: its own saves fail, and its data are on its primary as well.',
    calm: 'As Savepoint has read it, no save and no write of the AOF fails now: this is for when one does.',
    noPoints:
      'No save points are set: Redis does not save by itself, and the guard refuses nothing. What fails is BGSAVE.',
  },
  parts: {
    look: { title: 'Look: nothing is changed' },
    mend: { title: 'Mend' },
    prove: { title: 'Prove it, and finish' },
  },
  changes: { nothing: 'Changes nothing.', redis: 'Changes Redis.', host: 'Changes the host.' },
  onHost: 'On the host of Redis.',
  expected: (text: string): string => `Expected: ${text}`,
  ifNot: (text: string): string => `If not: ${text}`,
  goOn: (step: string): string => `Go on with step ${step}.`,
  other: (title: string): string => `Go on with the runbook “${title}”.`,
  leadsTo: (says: string, title: string): string => `${says}: the runbook “${title}”.`,
  instance: (name: string, address: string, server: string): string => `For ${name} at ${address} (${server}).`,
  server: { master: 'primary', replica: 'replica', unknown: 'release or role not known' },
  madeAt: (time: string): string => `Made ${time}; what has happened since is not in it.`,
  factsAt: (time: string): string => `What it says of Redis was read ${time}.`,
  page: {
    title: 'Runbooks',
    intro:
      'What to do when Redis or Valkey cannot save, by cause. Savepoint fills in the address, the directory and the release of your server and gives the same as a file; here they are those of an example, so that they can be read without Savepoint.',
    older: (title: string, version: string): string => `${title}, on Redis ${version}`,
  },
};
