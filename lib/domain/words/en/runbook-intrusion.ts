/** Steps where somebody has been in. */
export const runbookIntrusion = {
  dumpDir: {
    title: 'Where does the dump go?',
    why: 'Who finds an open Redis lets it write a cron job, a key or a page.',
    expected: 'The directory that its configuration names.',
    ifNot: 'Another one: take it that somebody has been in.',
  },
  dumpName: {
    title: 'What is the dump called?',
    why: 'The same, for the name of the file.',
    expected: 'The name that its configuration has, most often dump.rdb.',
    ifNot: 'Another one, such as root or authorized_keys: take it that somebody has been in.',
  },
  clients: {
    title: 'Who is connected?',
    why: 'Addresses are evidence, and gone once they are cut off.',
    expected: 'Only addresses that you know.',
    ifNot: 'Others: keep the list before you cut them off.',
  },
  modules: {
    title: 'Which modules are loaded?',
    why: 'A module runs as Redis itself.',
    expected: 'None, or those that you have loaded.',
    ifNot: 'Another one: the host is not yours alone any more.',
  },
  follows: {
    title: 'Whom does it follow?',
    why: 'A Redis that was made a replica takes what its new primary sends.',
    expected: '“role:master”, or the primary that you have set.',
    ifNot: 'A host that you do not know: what it sent is in the data.',
  },
  traces: {
    title: 'What was written?',
    why: 'What lies there may have run already.',
    expected: 'No file that is new, and none that begins with “REDIS”.',
    ifNot: 'Keep it as evidence: its time tells when it began.',
  },
  doNotSave: {
    title: 'Do not save, and do not just set it right',
    why: 'A save writes to that very file again. What let somebody in is still open, and they come back.',
    expected: 'Nobody presses Save now.',
  },
  evidence: {
    title: 'Keep the evidence',
    why: 'Who is connected, what is set and loaded, and since when: with the log and the file that was written it tells what happened.',
    expected: 'A file savepoint-evidence.txt; add the log and the written file, with their times.',
  },
  isolate: {
    title: 'Cut it off',
    why: 'At the firewall or the security group, for all but those that must reach it. The command closes the port for every other machine, your clients too; for a published port of Docker the chain is DOCKER-USER.',
    expected: 'Nobody connects from outside any more.',
  },
  rebuild: {
    title: 'Make the host anew',
    why: 'Whoever let Redis write a cron job or a key may have left more. Set a password, bind it to its own network, and take the data from a dump of before, or check them. From 7.0 on dir and dbfilename are protected: leave enable-protected-configs at “no”.',
    expected: 'A new host, on which Redis has a password and its own directory.',
  },
  setDir: {
    title: 'Set the directory back',
    why: 'Up to 6.2 it can be set while Redis runs, by whoever is in as well: cut them off first.',
    expected: '“OK”.',
  },
  setName: {
    title: 'Set the name back',
    why: 'The same, for the file.',
    expected: '“OK”.',
  },
};
