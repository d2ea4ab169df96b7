import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Debian keeps the programs of each release in a folder of its own, and puts none of those that run a server into the PATH. */
const RELEASES = '/usr/lib/postgresql';

/** The folder with the newest `initdb` and `postgres` of this machine; null where there is none. */
export function postgresPrograms() {
  if (!existsSync(RELEASES)) return null;
  const newest = readdirSync(RELEASES)
    .filter((name) => existsSync(join(RELEASES, name, 'bin/initdb')))
    .sort((a, b) => Number(b) - Number(a))[0];
  return newest === undefined ? null : join(RELEASES, newest, 'bin');
}
