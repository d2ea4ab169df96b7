/** What the log says where the cause is that of a runbook. */
export const runbookLog = {
  says: {
    'fork-memory': "A line “Can't save in background: fork: Cannot allocate memory”.",
    'fork-limit': "A line “Can't save in background: fork: Resource temporarily unavailable”.",
    'fork-unknown': "A line “Can't save in background: fork: …”: what stands after it decides.",
    'disk-full': 'A line with “No space left on device” or “Disk quota exceeded”.',
    permission: 'A line with “Permission denied”, most often “Failed opening … for saving”.',
    'path-missing': 'A line with “No such file or directory”, often “in server root dir unknown”.',
    'read-only-fs': 'A line with “Read-only file system”.',
    'name-taken': 'A line “Error moving temp DB file … on the final destination …: Is a directory”.',
    'file-limit': 'A line with “File too large”.',
    'child-killed': 'A line “Background saving terminated by signal 9”. Signal 10 is a save that was cancelled.',
    'io-error': 'A line with “Input/output error”.',
    tampered: 'A line “Failed opening …” with a directory or a name that is not yours; or none, when it was let in.',
    aof: 'A line about writing the AOF: what stands after it decides.',
    unknown: 'A line “Background saving error”, and one before it that names the error.',
  },
  strangePlace: 'a directory or a name that is not yours',
};
