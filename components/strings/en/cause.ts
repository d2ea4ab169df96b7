import type { Cause } from '@/lib/contracts/save';

export const cause = {
  'fork-memory': 'No memory to fork',
  'fork-limit': 'A limit on processes stops the fork',
  'disk-full': 'Disk full',
  permission: 'No permission to write the dump',
  'path-missing': 'The data directory is missing',
  'read-only-fs': 'The file system is read-only',
  'child-killed': 'The saving child was killed',
  'io-error': 'I/O error while writing',
  'file-limit': 'A limit on the size of files stops the save',
  'name-taken': 'A directory has the name of the dump',
  tampered: 'The dump path was tampered with',
  unknown: 'Not known',
} satisfies Record<Cause['kind'], string>;
