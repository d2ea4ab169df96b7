const an = (library: string | null): string => `An error of ${library ?? 'a client'}`;

/** What an error that a client of Redis got means. */
export const clientError = {
  of: (library: string | null) => `${an(library)}.`,
  rdb: (library: string | null) =>
    `${an(library)}: Redis refuses writes (MISCONF) because its last RDB save failed. The client is not at fault.`,
  aof: (library: string | null, error: string | null) =>
    `${an(library)}: Redis refuses writes (MISCONF) because it cannot write its AOF${error === null ? '' : `: ${error}`}. Switching the guard off does not help.`,
  either: (library: string | null) =>
    `${an(library)}: Redis refuses writes (MISCONF), because of its RDB or of its AOF: this text does not say. The client is not at fault.`,
  within: {
    command: 'The write changed nothing.',
    transaction: 'The whole transaction was discarded: none of its commands was run.',
    pipeline:
      'It was one command of a pipeline: in a transaction (MULTI) the others were discarded with it, else each was run or refused by itself.',
    script: 'The script stopped at that write: what it did before stays, and what comes after was not run.',
    'script-not-run': 'The script was not run at all.',
  },
  failsOpen: 'Reads still work: see whether a rate limiter or a lock lets everything through because it cannot write.',
  noFailedSave: 'That is not a failed save.',
  lookAlike: {
    'exec-aborted':
      'Redis discarded a whole transaction (EXECABORT), because it had refused one of its commands: only that earlier error says why, and it may be MISCONF.',
    'read-only': 'Redis is a replica here and takes writes from its primary alone (READONLY).',
    'out-of-memory': 'Redis holds as much as its maxmemory allows and may evict nothing that would make room (OOM).',
    'no-replicas':
      'Fewer replicas are in touch than min-replicas-to-write asks for, so Redis takes no writes (NOREPLICAS).',
    loading: 'Redis is reading its data into memory, as after a start, and answers once it is done (LOADING).',
    'master-down': 'This replica has lost its primary and gives no old data meanwhile (MASTERDOWN).',
    'cluster-down': 'The cluster has a slot that no node serves, or has lost most of its primaries (CLUSTERDOWN).',
    'connection-refused': 'Nothing listened at that address, or something in between refused the connection.',
    timeout: 'No answer came in time: whether a write was carried out is not known.',
  },
  toDo: {
    'exec-aborted': 'Look for the error before this one, and paste that.',
    'read-only': 'See whether a failover has moved the primary, and whether the client asks for the primary.',
    'out-of-memory': 'Free memory, raise maxmemory, or choose a maxmemory-policy that evicts.',
    'no-replicas': 'See why replicas are away or lag: INFO replication lists them.',
    loading: 'Wait, and see the progress with INFO persistence.',
    'master-down': 'See whether the primary runs and can be reached: INFO replication has the state of the link.',
    'cluster-down': 'See CLUSTER INFO and CLUSTER NODES for what has failed.',
    'connection-refused': 'See whether Redis runs, and on which address and port it listens.',
    timeout: 'See whether Redis is busy (SLOWLOG GET), stopped, or out of reach.',
  },
};
