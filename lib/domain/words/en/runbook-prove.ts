/** How every runbook ends. */
export const runbookProve = {
  bgsave: {
    title: 'Save now',
    why: 'One good save lets writes in again, with the guard on. Redis may have done it by itself, but does not always try again.',
    expected: '“Background saving started”: started is not saved.',
    ifNot: 'An error that is "ERR" and nothing else: the fork was refused. Another one says why.',
  },
  bgsaveAnew: {
    title: 'Save now, on the new server',
    why: 'Not before its directory is its own again.',
    expected: '“Background saving started”: started is not saved.',
    ifNot: 'Look at the log of the new server.',
  },
  bgsaveToo: {
    title: 'Save a snapshot as well',
    why: 'It does not depend on the AOF, and shows that the disk takes a whole one.',
    expected: '“Background saving started”: started is not saved.',
    ifNot: 'An error that is "ERR" and nothing else: the fork was refused. Another one says why.',
  },
  verify: {
    title: 'See it through',
    why: 'Only the end of a save tells.',
    expected: '“rdb_bgsave_in_progress:0” and “rdb_last_bgsave_status:ok”.',
    ifNot: 'It says 1: it still runs, ask again. It says “err”: the cause is not mended, or not the only one.',
  },
  verifyAof: {
    title: 'Is the AOF written again?',
    why: 'Redis does it by itself at its next turn: no restart is needed.',
    expected: '“aof_last_write_status:ok”.',
    ifNot: 'It says “err”: the cause is not mended, or not the only one.',
  },
  lastsave: {
    title: 'Is it that save?',
    why: 'It is the time of the last good save, in seconds since 1970; after a restart it is that of the start until one succeeds.',
    expected: 'A time after you have asked for the save; “date +%s” tells that of now.',
    ifNot: 'An older one: that save has not succeeded.',
  },
  ping: {
    title: 'Are writes let in?',
    why: 'It says nothing of other reasons to refuse writes, such as maxmemory.',
    expected: '“PONG”: persistence refuses no write.',
    ifNot: 'MISCONF: the text tells whether it is the snapshots or the AOF.',
  },
  noTime: {
    title: 'No time for all that? Let writes in without snapshots',
    why: 'What is written from then on is only in memory, and lost with the process. It mends nothing, reaches no replica and is lost at a restart.',
    expected: '“OK”, and then PONG.',
    ifNot: 'MISCONF still: the AOF refuses writes as well.',
  },
  aofOffNow: {
    title: 'No time for all that? Turn the AOF off for now',
    why: 'From 5.0 on it lets writes in. Until it is on again only snapshots keep what is written, and a restart with “appendonly yes” in the configuration reads the old AOF.',
    expected: '“OK”, and then PONG.',
    ifNot: 'MISCONF still: snapshots fail as well.',
  },
  aofOnAgain: {
    title: 'Turn the AOF on again',
    why: 'If it was turned off, and once there is room: Redis writes a whole one at once.',
    expected: '“OK”; it says so too where it was on all the time.',
  },
  aofWhole: {
    title: 'Is the AOF whole?',
    why: 'Only a finished rewrite holds all the data.',
    expected: '“aof_rewrite_in_progress:0” and “aof_last_bgrewrite_status:ok”.',
    ifNot: 'It still runs: ask again. “err”: the disk or the fork.',
  },
  guardOn: {
    title: 'Turn the guard on again',
    why: 'After a good save it refuses nothing, and before one it refuses writes at once. It is also what a restart sets, unless the file was rewritten.',
    expected: '“OK”.',
  },
  guardKept: {
    title: 'Is the guard on?',
    why: 'What was turned off in a hurry stays off until somebody looks.',
    expected: '“yes”.',
    ifNot: 'It says “no”: turn it on.',
  },
  note: {
    title: 'Write down what was found',
    why: 'The cause, since when, what was changed and by whom; and what is lost at the next restart of Redis or of the host unless it is set for good.',
    expected: 'Who comes next finds it.',
  },
};
