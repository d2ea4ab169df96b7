/** What to do now, in one line. */
export const shortSteps = {
  'fork-memory': 'Free memory on the host or let it overcommit, then Save now.',
  'fork-limit': 'Raise the limit on processes, then Save now.',
  'disk-full': 'Free disk space where the dump goes, then Save now.',
  permission: 'Let Redis write to its data directory, then Save now.',
  'path-missing': 'Copy the data out: its directory is gone, and a restart would lose them.',
  'read-only-fs': 'Make the file system writable again, then Save now.',
  'child-killed': 'Free memory, so that the saving child is not killed, then Save now.',
  'io-error': 'See to the disk, then Save now.',
  'file-limit': 'Raise the limit on the size of files, then Save now.',
  'name-taken': 'Move away what has the name of the dump, then Save now.',
  unknown: 'See the Redis log for the cause, free disk or memory, then Save now.',
  unknownFork: 'Free memory or raise the process limit, then Save now.',
  aof: 'Free disk space where the AOF lies: Redis then takes writes again by itself.',
  aofOther: 'Let Redis write its AOF again: it then takes writes by itself.',
  compromise: 'Close this Redis off, look at what was written, and do not save now.',
  willCrash: 'Keep this replica from crashing first, then mend its saves.',
  mayCrash: 'Rule out a crash of this replica first, then mend its saves.',
  'rewrite-failed': 'Find out why the AOF rewrite failed, then run it again.',
  'unexpected-guard': { yes: 'Turn the guard on: saves work.', no: 'Turn the guard off, or change what is expected.' },
  'save-now': 'Save now, and see it through.',
  overdue: 'See why Redis does not save, then Save now.',
  slow: 'See whether the running save still gets on.',
  refused: 'See whether Redis runs, and listens where Savepoint asks.',
  silent: 'See what the process does: it takes connections and does not answer.',
  name: 'See what the name of the host leads to.',
  tls: 'See whether TLS is spoken, and its certificate holds.',
  host: 'See whether the host can be reached.',
  clients: 'See who holds all the connections.',
  notAllowed: 'See what the name leads to, or allow that address.',
  other: 'See what answers at this address.',
  password: 'Give Savepoint credentials that Redis takes.',
  rights: 'Give the user of Savepoint the rights it lacks.',
  protected: 'Give Redis a password, or an address that Savepoint may ask.',
  unknownState: 'Ask Redis by hand: Savepoint cannot tell.',
  loading: 'Wait: it must read its data first.',
  persist: 'Set save points, if these data may not be lost.',
};

/** Steps for a person: a title, and what the answer means. */
export const steps = {
  refused: { title: 'Is it still so?', tells: 'MISCONF: refused. PONG: persistence refuses nothing.' },
  refusedSeen: { title: 'It is still so', tells: 'Seen here: PING is answered with MISCONF.' },
  failing: { title: 'Is it still so?', tells: 'rdb_last_bgsave_status:err means that the last save failed.' },

  log: {
    title: 'What does its log say?',
    tells: 'Only the log names the cause. An empty answer: Redis logs to its standard output (journal, container).',
  },
  forkLog: {
    title: 'Memory, or a limit?',
    tells: 'In the log: “Cannot allocate memory” is memory, “Resource temporarily unavailable” a process limit.',
  },
  disk: { title: 'Is the disk full?', tells: '100 % used, or less free than the dump needs: free space there.' },
  diskWhere: { title: 'Where does the dump go?', tells: 'Then see on the host whether it is full (df -h).' },
  rights: {
    title: 'May Redis write there?',
    tells: 'The user that runs Redis needs to write to it; temp-*.rdb are left by failed saves.',
  },
  mend: { title: 'Let Redis write there', tells: 'Give the directory back to the user that runs Redis.' },
  memory: { title: 'Is it memory?', tells: 'used_memory_rss near total_system_memory leaves a fork no room.' },
  overcommit: {
    title: 'Does the host overcommit?',
    tells: '0 means that a fork needs as much free memory as Redis uses; 1 lets it pass.',
  },
  letFork: { title: 'Let it fork', tells: 'On the host, as root; or free memory there.' },
  limits: {
    title: 'Which limit is it?',
    tells: 'All threads of its user count against “Max processes”; a container has pids.max besides.',
  },
  fileLimit: {
    title: 'Which limit is it?',
    tells: '“Max file size” is smaller than the dump: raise it for Redis (LimitFSIZE, ulimit -f).',
  },
  nameTaken: { title: 'What has the name of the dump?', tells: 'A directory: move it away. Redis does not.' },
  oom: { title: 'Was the child killed?', tells: 'A line about Redis: the host or the container ran out of memory.' },
  freeMemory: { title: 'Free memory', tells: 'Or give the container more: the child copies what changes meanwhile.' },
  freeDisk: { title: 'Free disk space there', tells: 'The new dump is written beside the old one: both need room.' },
  mounted: { title: 'Is it mounted read-only?', tells: '“ro”: the kernel did it after an error, or somebody did.' },
  kernel: { title: 'What does the kernel say?', tells: 'I/O errors: save what you can elsewhere before you mend.' },
  save: { title: 'Save now, and see it through', tells: 'One good save lets writes in again, guard still on.' },
  saveOnly: { title: 'Save now, and see it through', tells: 'Started is not saved: the dialogue follows it.' },
  watch: { title: 'See the running save through', tells: 'If it succeeds, what failed before is mended.' },
  noTime: {
    title: 'No time for that?',
    tells: 'Guard off lets writes in without snapshots: what is written then is only in memory.',
  },
  noTimeAof: {
    title: 'No time for that?',
    tells: 'Guard off lets writes in without snapshots; the AOF still records them.',
  },
  guardNoHelp: { title: 'Leave the guard alone', tells: 'It has no part in AOF errors: off, it lets nothing in.' },
  guardBoth: { title: 'The guard alone is not enough', tells: 'The AOF refuses writes as well: free its disk first.' },
  guardByItself: {
    title: 'The guard then turns on by itself',
    tells: 'Savepoint does it at the end of the override, after a good save: nothing is refused by it.',
  },
  guardAfter: {
    title: 'Then turn the guard on',
    tells: 'After a good save, not before: writes would be refused at once.',
  },
  readGuard: {
    title: 'Let Savepoint read the guard',
    tells: 'With it Savepoint can tell whether writes are refused. Put a password for PASSWORD.',
  },

  gone: {
    title: 'The data directory is gone',
    tells: 'CONFIG GET dir is empty: it was deleted while Redis ran. Making it again does not help.',
  },
  copyOut: {
    title: 'Copy the data out first',
    tells: 'To a file on your machine, over the wire (diskless, the default from 7.0). A restart loses them.',
  },
  otherDir: {
    title: 'Point Redis to a directory that exists',
    tells: 'Up to 6.2 this heals it. Put its path for DIR.',
  },
  restart: {
    title: 'Then restart it on the copy',
    tells: 'Make the directory, put the copy there as the dump file, start Redis again.',
  },

  aofRefused: { title: 'The AOF cannot be written', tells: 'Redis does not name the error here; its log does.' },
  aofNamed: (error: string) => ({ title: 'The AOF cannot be written', tells: `Redis names the error: ${error}.` }),
  aofDisk: { title: 'Is the disk of the AOF full?', tells: '100 % used: free space there. Do not delete the AOF.' },
  aofRights: { title: 'May Redis write there?', tells: 'The user that runs Redis needs to write to the AOF.' },
  aofWhere: { title: 'Where does the AOF lie?', tells: 'Then see on the host whether it is full (df -h).' },
  aofFree: { title: 'Free disk space there', tells: 'Redis then writes, and takes writes, by itself: no restart.' },
  aofOver: { title: 'See it through', tells: 'PONG: persistence refuses nothing any more.' },

  willCrash: {
    title: 'Keep it from crashing',
    tells: 'Or turn its guard off. Else it ends itself at the next write from its primary.',
  },
  mayCrash: {
    title: 'Rule out a crash',
    tells:
      'From 7.0 on it may end itself at the next write from its primary, unless this is “yes” or its guard is off.',
  },
  replicaGuard: { title: 'Or turn its guard off', tells: 'On this replica alone; it matters when it is promoted.' },

  closeOff: { title: 'Close it off', tells: 'Let only those networks reach it that must, and set a password.' },
  wroteWhere: { title: 'What lies where it writes?', tells: 'Keys, cron jobs or code there may have run already.' },
  whoIsOn: { title: 'Who is connected?', tells: 'Addresses that you do not know: cut them off, keep the list.' },
  doNotSave: { title: 'Do not save now', tells: 'A save writes to that file again. First set where the dump goes.' },

  rewrite: { title: 'Is it still so?', tells: 'aof_last_bgrewrite_status:err, and aof_current_size grows.' },
  rewriteAgain: { title: 'Rewrite again', tells: 'The AOF shrinks when it succeeds.' },
  guardOn: { title: 'Turn the guard on', tells: 'Saves work: it refuses nothing now, and guards what comes.' },
  guardOnNoPoints: { title: 'Turn the guard on', tells: 'No save points are set: it guards once there are some.' },
  guardOff: { title: 'Turn the guard off', tells: 'As it is expected here; or change what is expected.' },
  cancelled: { title: 'Who cancelled it?', tells: 'The history below tells what Savepoint saw; the log tells more.' },
  notSaving: { title: 'Is a save running?', tells: 'rdb_bgsave_in_progress:1 for long: its child hangs.' },
  getsOn: { title: 'Does it still get on?', tells: 'current_save_keys_processed must grow; if not, its child hangs.' },
  hangs: { title: 'Where does it hang?', tells: 'STAT “D” waits for the disk, “T” was stopped, “R” works.' },

  byHand: { title: 'Does it answer you?', tells: 'PONG: the way is shut for Savepoint alone (network, firewall).' },
  runs: { title: 'Does the process run?', tells: 'On its host. Nothing: it was stopped, or it crashed.' },
  listens: { title: 'Does it listen there?', tells: 'On its host. 127.0.0.1 alone: others are not let in (bind).' },
  socket: { title: 'Is the socket there?', tells: 'On its host. Savepoint’s user must be allowed to write to it.' },
  doing: { title: 'What does the process do?', tells: 'STAT “T” was stopped, “D” waits for the disk, “R” is busy.' },
  resolves: { title: 'What does the name lead to?', tells: 'Nothing: the name service, or the name, is wrong.' },
  certificate: {
    title: 'What does TLS answer?',
    tells: 'An error at once: no TLS is spoken there. Else see the dates.',
  },
  allowed: {
    title: 'Allow it',
    tells:
      'SAVEPOINT_OUTBOUND names the addresses, subnets and sockets that Savepoint may connect to; start it again after a change.',
  },
  pings: { title: 'Is the host there?', tells: 'No answer: the host, or the network on the way.' },
  connections: { title: 'Who holds the connections?', tells: 'Redis takes no more than maxclients.' },
  whatAnswers: { title: 'What answers there?', tells: 'Not what Savepoint expects of a Redis: see the address.' },

  ownUser: (note: string) => ({
    title: 'Give Savepoint a user of its own',
    tells: `These are all the rights it needs to watch. Put a password for PASSWORD.${note}`,
  }),
  olderThan62: ' Redis 6.0 does not know resetchannels: leave it out there.',
  ownOperator: { title: 'And one to act with', tells: 'For Save now and the guard; watching needs none.' },
  tellSavepoint: (where: string) => ({ title: 'Tell Savepoint', tells: `Its credentials are given ${where}.` }),
  givenIn: {
    file: (path: string) => `in ${path}; restart Savepoint after a change`,
    group: (name: string, path: string) => `for the group ${name} in ${path}; restart Savepoint after a change`,
    environment: (name: string) => `by ${name}; restart Savepoint after a change`,
    registered: 'here: remove this instance and add it again',
  },
  missingRights: { title: 'Give it what it lacks', tells: 'Put the name of Savepoint’s user for USER.' },
  protectedMode: { title: 'Is protected mode on?', tells: '“yes”, and no password: only its own host is let in.' },

  wait: { title: 'Wait until it has loaded', tells: 'Do not restart it: it would begin again.' },
  howFar: { title: 'How far is it?', tells: 'loading_loaded_perc and loading_eta_seconds tell.' },
  firstPoll: { title: 'Wait for the first poll', tells: 'It takes about a second.' },
  askIt: { title: 'Ask it by hand', tells: 'rdb_last_bgsave_status and aof_last_write_status say how it stands.' },

  meant: { title: 'Is that meant?', tells: 'For a cache, yes: then there is nothing to do.' },
  setPoints: { title: 'If not, set save points', tells: 'CONFIG REWRITE then keeps them over a restart.' },
};
