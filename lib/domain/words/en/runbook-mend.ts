/** Steps that mend what was found. */
export const runbookMend = {
  keepReplica: {
    title: 'Keep the replica from ending itself',
    why: 'It is lost at a restart: then set it in the configuration. To turn the guard off on this replica does the same.',
    expected: '“OK”.',
  },
  freeMemory: {
    title: 'Free memory on the host',
    why: 'Stop what can wait, or add memory or swap. It is the safest of the remedies: nothing stays set that nobody knows of.',
    expected: 'More in the column available of “free -m” than Redis uses.',
  },
  letFork: {
    title: 'Let the kernel promise more',
    why: 'As Redis itself advises at its start. It holds until the host restarts; a file in /etc/sysctl.d keeps it. In a container it is set on the host.',
    expected: '“vm.overcommit_memory = 1”.',
    ifNot: 'Refused: this is a container, or not the host. Free memory in its stead.',
  },
  raiseLimit: {
    title: 'Raise the limit of the running process',
    why: 'It needs no restart, and is lost at one: set LimitNPROC or TasksMax in its unit as well.',
    expected: 'No answer: it is raised.',
    ifNot: 'Not permitted: it takes root on the host.',
  },
  freeSpace: {
    title: 'Make room',
    why: 'Clear logs and what is not of Redis, or enlarge the disk. Leave the dump and the AOF: they are what a restart reads.',
    expected: 'More free than the dump needs (df again).',
  },
  removeTemp: {
    title: 'Delete what failed saves left behind',
    why: 'Only while no save runs. Files younger than an hour are spared all the same: a save that has just begun writes to one.',
    expected: 'The names of what was deleted.',
    ifNot: 'None: there is nothing to gain here.',
  },
  giveBack: {
    title: 'Give the directory back to that user',
    why: 'A save makes a new file there and renames it: it is the directory that counts. No restart is needed.',
    expected: 'No answer: it is done. Go on where it is saved; no copy is needed.',
    ifNot: 'Refused: it is a volume that only its owner may change.',
  },
  volume: {
    title: 'Where only the volume can be changed',
    why: 'In Kubernetes set securityContext.fsGroup to the group of Redis, in Docker mount a directory that its user owns. Both take a new container, which is a restart: copy the data out first, and lay the copy on the volume as the dump before the start.',
    expected: 'The new container may write there, and has the data.',
  },
  makeDir: {
    title: 'Make a directory that its user owns',
    why: 'Put for DIR a path where it may write. Up to 6.2 Redis can be led there while it runs.',
    expected: 'No answer: it is there.',
  },
  otherDir: {
    title: 'Lead Redis to it',
    why: 'Up to 6.2 this heals it at once, without a restart. It is lost at one: set it in the configuration as well.',
    expected: '“OK”.',
    ifNot: 'Refused as a protected setting: it is 7.0 or newer, and takes a copy and a restart.',
  },
  holdWrites: {
    title: 'Let no write come after the copy',
    why: 'What is written after it is lost in the restart. With the guard on, and the last save failed, writes are refused; without save points stop the clients.',
    expected: '“OK”, and then MISCONF for PING.',
  },
  copyOut: {
    title: 'Copy the data out',
    why: 'Over the wire to the machine where you run it, past the directory that is broken. It works while writes are refused; Redis needs a fork for it.',
    expected: '“Transfer finished with success”.',
    ifNot: 'It failed: the log of Redis says why. Do not restart before there is a copy.',
  },
  checkCopy: {
    title: 'Check the copy',
    why: 'It is all there will be after the restart.',
    expected: '“RDB looks OK”.',
    ifNot: 'It is damaged: copy again.',
  },
  aofOff: {
    title: 'Have it start without the AOF',
    why: 'With “appendonly yes” a start reads the AOF and never the dump: without its AOF it comes up empty (measured on 7.0.15). Set “appendonly no” in its configuration for this one start.',
    expected: '“appendonly no” there, or no such line.',
  },
  prepare: {
    title: 'Lay the copy where the start reads it',
    why: 'DIR is the directory that its configuration names. It is for the next start alone: the Redis that runs now does not find it.',
    expected: 'No answer: the copy lies there under the name of the dump.',
    ifNot: 'The user or the path is not right: see who runs it, and what its configuration names.',
  },
  prepareElsewhere: 'DIR is a directory on a disk that takes it: name that one in its configuration before the start.',
  restart: {
    title: 'Restart it on the copy',
    why: 'Only now. NOSAVE, because a save would fail, and then it does not end. Its service or container starts it again; else start it.',
    expected: 'It ends, and answers again.',
    ifNot: 'It does not come up: its log says why. The copy is still there.',
  },
  countAgain: {
    title: 'Are the keys all there?',
    why: 'A start that found no dump comes up empty, and looks healthy.',
    expected: 'The number from before; less only by what has expired.',
    ifNot: 'Fewer: it read something else. Do not save: stop it and lay the copy where it reads.',
  },
  aofOn: {
    title: 'Turn the AOF on again',
    why: 'Redis writes a whole one at once. Then put “appendonly yes” back into its configuration.',
    expected: '“OK”.',
  },
  remount: {
    title: 'Make it writable again',
    why: 'Only where the kernel names no error of the disk: after one, more writing can destroy more.',
    expected: 'No answer: it is mounted for writing. Go on where it is saved; no copy is needed.',
    ifNot: 'Refused: the kernel holds it read-only for an error.',
  },
  writePaths: {
    title: 'Let its unit write there',
    why: 'Add “[Service]” and “ReadWritePaths=” with the directory. It counts from the next start on: copy the data out first. In a container take “readOnly” off its mount.',
    expected: 'The directory stands in ReadWritePaths of the unit.',
  },
  moveAway: {
    title: 'Move the directory out of the way',
    why: 'It is renamed, not deleted: what lies in it may be wanted. With it there Redis would not start again.',
    expected: 'No answer: the name is free.',
    ifNot: 'Busy: something is mounted there.',
  },
  raiseFileSize: {
    title: 'Raise the limit of the running process',
    why: 'The next child has it as well. It is lost at a restart: set LimitFSIZE in its unit.',
    expected: 'No answer: it is raised.',
    ifNot: 'Not permitted: it takes root on the host.',
  },
  giveMemory: {
    title: 'Give it more memory',
    why: 'Put a number for SIZE that leaves room for what is changed during a save. In Kubernetes a new limit is a new Pod, which is a restart: see a save through first, or copy the data out.',
    expected: 'The limit is above what Redis uses, by as much as is changed during a save.',
  },
  seeToDisk: {
    title: 'See to the disk',
    why: 'Once the data are elsewhere: replace it, or have its provider do so. Do not repair a file system that is mounted.',
    expected: 'A disk without errors, or another one.',
  },
  guardNoHelp: {
    title: 'Leave the guard alone',
    why: 'It has no part in errors of the AOF: turned off, it lets no write in.',
    expected: 'The guard stays as it is.',
  },
};
