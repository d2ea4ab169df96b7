import { mkdirSync } from 'node:fs';
import { works } from '../run.mjs';

const SIZE = '2m';

/**
 * The words before a command that give it a disk of 2 MB at this folder, which nobody else sees and which is gone with it:
 * as root, or in a user namespace where the system allows that. Null where it allows neither.
 * @param {string} folder
 * @returns {Promise<readonly string[] | null>}
 */
export async function smallDiskAt(folder) {
  mkdirSync(folder, { recursive: true });
  for (const flags of ['-m', '-Urm']) {
    const words = [
      'unshare',
      flags,
      'sh',
      '-c',
      `mount -t tmpfs -o size=${SIZE},mode=0777 tmpfs "$0" && exec "$@"`,
      folder,
    ];
    const [file = '', ...args] = [...words, 'true'];
    if (await works(file, args)) return words;
  }
  return null;
}
