/**
 * Unpacks other releases of Redis and Valkey, as Debian packages them, into a folder, without installing anything:
 *   node scripts/redis-versions.mjs FOLDER
 * makes FOLDER/<name>/redis-server and redis-cli, and prints the names. What is there already is not fetched again.
 * Debian only; the archive is the one apt is set up for. Each release brings its own C library.
 */
import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';

/** Suite of Debian, the programs in it, and the packages they come in. */
const RELEASES = [
  { suite: 'bullseye', product: 'redis', packages: ['redis-server', 'redis-tools'] },
  { suite: 'trixie', product: 'redis', packages: ['redis-server', 'redis-tools'] },
  { suite: 'trixie', product: 'valkey', packages: ['valkey-server', 'valkey-tools'] },
];

/** @param {string} file @param {readonly string[]} args */
function output(file, args) {
  return execFileSync(file, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] }).trim();
}

/** The address of the archive that most of apt's lists come from, security updates aside. */
function archive() {
  const sites = output('apt-get', ['indextargets', '--format', '$(SITE)']).split('\n');
  const counts = new Map();
  for (const site of sites) if (site && !site.includes('security')) counts.set(site, (counts.get(site) ?? 0) + 1);
  const [first] = [...counts].sort((a, b) => b[1] - a[1]);
  if (!first)
    throw new Error('apt is set up for no package archive. Add one to /etc/apt/sources.list, then try again.');
  return first[0];
}

/** Fetches and unpacks the packages with everything they depend on. @param {string} home @param {typeof RELEASES[number]} release */
function unpack(home, release) {
  const architecture = output('dpkg', ['--print-architecture']);
  for (const folder of ['lists/partial', 'archives/partial', 'root'])
    mkdirSync(join(home, folder), { recursive: true });
  writeFileSync(join(home, 'status'), '');
  const keyring = '/usr/share/keyrings/debian-archive-keyring.gpg';
  const source = `deb [arch=${architecture} signed-by=${keyring}] ${archive()} ${release.suite} main\n`;
  writeFileSync(join(home, 'sources.list'), source);
  const settings = {
    'Dir::Etc::sourcelist': join(home, 'sources.list'),
    'Dir::Etc::sourceparts': '-',
    'Dir::State::lists': join(home, 'lists'),
    'Dir::State::status': join(home, 'status'),
    'Dir::Cache::archives': join(home, 'archives'),
    'Dir::Cache::pkgcache': '',
    'Dir::Cache::srcpkgcache': '',
    'APT::Install-Recommends': 'false',
    'Debug::NoLocking': 'true',
  };
  const options = ['-qq', ...Object.entries(settings).flatMap(([name, value]) => ['-o', `${name}=${value}`])];
  output('apt-get', [...options, 'update']);
  output('apt-get', [...options, '--yes', '--download-only', 'install', ...release.packages]);
  for (const file of readdirSync(join(home, 'archives'))) {
    if (file.endsWith('.deb')) output('dpkg-deb', ['-x', join(home, 'archives', file), join(home, 'root')]);
  }
  rmSync(join(home, 'archives'), { recursive: true });
  rmSync(join(home, 'lists'), { recursive: true });
}

/** All files below a folder, links to folders not followed. @param {string} folder @returns {string[]} */
function filesBelow(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesBelow(path) : [path];
  });
}

/** Programs that run with the release's own loader and libraries. @param {string} folder @param {typeof RELEASES[number]} release */
function makePrograms(folder, release) {
  const home = join(folder, '.unpacked', `${release.suite}-${release.product}`);
  if (!existsSync(join(home, 'done'))) {
    unpack(home, release);
    writeFileSync(join(home, 'done'), '');
  }
  const libraries = filesBelow(join(home, 'root')).filter((file) => /\.so(\.|$)/.test(basename(file)));
  const loader = libraries.find((file) => /^ld-linux.*\.so\.\d+$/.test(basename(file)));
  if (!loader) throw new Error(`The packages of ${release.suite} hold no loader of programs.`);
  const path = [...new Set(libraries.map((file) => dirname(file)))].join(':');
  const program = (/** @type {string} */ name) => join(home, 'root', 'usr', 'bin', `${release.product}-${name}`);
  const told = output(loader, ['--library-path', path, program('server'), '--version']);
  const version = /\bv=([0-9.]+)/.exec(told)?.[1] ?? release.suite;
  const name = `${release.product}-${version}`;
  mkdirSync(join(folder, name), { recursive: true });
  for (const kind of ['server', 'cli']) {
    const file = join(folder, name, `redis-${kind}`);
    writeFileSync(file, `#!/bin/sh\nexec ${loader} --library-path ${path} ${program(kind)} "$@"\n`);
    chmodSync(file, 0o755);
  }
  return name;
}

const [given] = process.argv.slice(2);
if (given === undefined) {
  console.error('Which folder? node scripts/redis-versions.mjs FOLDER');
  process.exitCode = 2;
} else {
  for (const release of RELEASES) console.log(makePrograms(resolve(given), release));
}
