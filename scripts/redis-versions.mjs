/**
 * Unpacks other releases of Redis and Valkey, as Debian packages them, into a folder, without installing anything:
 *   node scripts/redis-versions.mjs FOLDER
 * makes FOLDER/<name>/redis-server and redis-cli, and prints the names. Needs no root, and the archive that apt is set up for.
 */
import { resolve } from 'node:path';
import { redisReleases } from './lib/releases/unpack.mjs';
import { Sentence, main, say } from './lib/steps.mjs';

await main(async () => {
  const [folder] = process.argv.slice(2);
  if (folder === undefined) throw new Sentence('Which folder? node scripts/redis-versions.mjs FOLDER');
  const { releases, missing } = await redisReleases(resolve(folder));
  for (const { name } of releases) say(name);
  for (const sentence of missing) process.stderr.write(`${sentence}\n`);
  return releases.length > 0 ? 0 : 1;
});
