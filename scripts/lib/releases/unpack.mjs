import { chmodSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { runQuietly } from '../run.mjs';
import { Sentence } from '../steps.mjs';

/**
 * One release as Debian packages it. `from` is the suite that has it, `with` the one that has what it needs where the first is
 * not whole by itself.
 * @typedef {{ product: 'redis' | 'valkey', from: string, with?: string }} Source
 */

/** @typedef {{ name: string, title: string, suite: string, server: string }} Release */

/** Oldest first. A suite moves on: which version it has is told by its server. @type {readonly Source[]} */
const SOURCES = [
  { product: 'redis', from: 'bullseye' },
  { product: 'redis', from: 'bookworm' },
  { product: 'redis', from: 'trixie' },
  { product: 'redis', from: 'sid' },
  { product: 'redis', from: 'experimental', with: 'sid' },
  { product: 'valkey', from: 'bookworm-backports', with: 'bookworm' },
  { product: 'valkey', from: 'trixie' },
  { product: 'valkey', from: 'sid' },
];

/** Debian's own; apt believes nothing that is not signed with it. */
const KEYRING = '/usr/share/keyrings/debian-archive-keyring.gpg';

/**
 * Unpacks every release that the archive of this machine's apt offers, and installs nothing. What is there already is not
 * fetched again. Each release runs with the C library of its own suite.
 * @param {string} folder where to: each release gets FOLDER/<name>/redis-server and redis-cli
 * @returns {Promise<{ releases: Release[], missing: string[] }>} `missing`: a sentence for each that could not be had
 */
export async function redisReleases(folder) {
  const archive = await debianArchive();
  /** @type {Release[]} */
  const releases = [];
  /** @type {string[]} */
  const missing = [];
  for (const source of SOURCES) {
    try {
      const release = await unpacked(folder, archive, source);
      // Two suites may have the same.
      if (!releases.some(({ name }) => name === release.name)) releases.push(release);
    } catch (error) {
      missing.push(`${source.product} of ${source.from} is left out: ${reasonOf(error)}`);
    }
  }
  return { releases, missing };
}

/** What this machine's apt fetches most of its lists from, security updates aside. */
async function debianArchive() {
  if (!['/usr/bin/apt-get', '/usr/bin/dpkg-deb', KEYRING].every((path) => existsSync(path)))
    throw new Sentence(
      'Other releases of Redis are fetched as Debian packages, and this is no Debian: use one with apt-get, dpkg and debian-archive-keyring.',
    );
  // Without that option apt tells only what it has fetched, and a fresh machine has fetched nothing.
  const asked = ['indextargets', '--no-release-info', '--format', '$(SITE)'];
  const sites = (await runQuietly('apt-get', asked)).split('\n');
  const counts = new Map();
  for (const site of sites) if (site && !site.includes('security')) counts.set(site, (counts.get(site) ?? 0) + 1);
  const [first] = [...counts].sort((a, b) => b[1] - a[1]);
  if (!first)
    throw new Sentence('apt is set up for no package archive: add one to /etc/apt/sources.list, then try again.');
  return first[0];
}

/** @param {string} folder @param {string} archive @param {Source} source @returns {Promise<Release>} */
async function unpacked(folder, archive, source) {
  const { product, from: suite } = source;
  const home = join(folder, '.unpacked', `${suite}-${product}`);
  if (!existsSync(join(home, 'done'))) {
    rmSync(home, { recursive: true, force: true });
    await unpack(home, archive, source);
    writeFileSync(join(home, 'done'), '');
  }
  const command = commandOf(join(home, 'root'));
  const told = await runQuietly('/bin/sh', ['-c', `exec ${command(`${product}-server`)} --version`]);
  const version = /\bv=([0-9.]+)/.exec(told)?.[1];
  if (version === undefined) throw new Sentence('its server does not tell its version.');
  const name = `${product}-${version}`;
  mkdirSync(join(folder, name), { recursive: true });
  for (const kind of ['server', 'cli']) {
    const file = join(folder, name, `redis-${kind}`);
    writeFileSync(file, `#!/bin/sh\nexec ${command(`${product}-${kind}`)} "$@"\n`);
    chmodSync(file, 0o755);
  }
  const title = `${product === 'redis' ? 'Redis' : 'Valkey'} ${version}`;
  return { name, title, suite, server: join(folder, name, 'redis-server') };
}

/** Fetches the packages of a release with all they depend on, and unpacks them. @param {string} home @param {string} archive @param {Source} source */
async function unpack(home, archive, source) {
  for (const part of ['lists/partial', 'archives/partial', 'root']) mkdirSync(join(home, part), { recursive: true });
  writeFileSync(join(home, 'status'), '');
  const architecture = (await runQuietly('dpkg', ['--print-architecture'])).trim();
  const suites = [source.from, ...(source.with === undefined ? [] : [source.with])];
  const line = (/** @type {string} */ suite) =>
    `deb [arch=${architecture} signed-by=${KEYRING}] ${archive} ${suite} main\n`;
  writeFileSync(join(home, 'sources.list'), suites.map(line).join(''));
  const options = aptOptions(home);
  await runQuietly('apt-get', [...options, 'update']);
  const packages = ['server', 'tools'].map((part) => `${source.product}-${part}/${source.from}`);
  await runQuietly('apt-get', [...options, '--yes', '--download-only', 'install', ...packages]);
  for (const file of readdirSync(join(home, 'archives')).filter((name) => name.endsWith('.deb')))
    await runQuietly('dpkg-deb', ['-x', join(home, 'archives', file), join(home, 'root')]);
  for (const rest of ['archives', 'lists', 'root/usr/share'])
    rmSync(join(home, rest), { recursive: true, force: true });
}

/** apt with lists, archives and a state of its own: it knows nothing of what is installed here, and needs no root. @param {string} home */
function aptOptions(home) {
  const settings = {
    'Dir::Etc::sourcelist': join(home, 'sources.list'),
    'Dir::Etc::sourceparts': '-',
    'Dir::State::lists': join(home, 'lists'),
    'Dir::State::status': join(home, 'status'),
    'Dir::Cache::archives': join(home, 'archives'),
    'Dir::Cache::pkgcache': '',
    'Dir::Cache::srcpkgcache': '',
    'APT::Install-Recommends': 'false',
    // A list that could not be had is an error, not a warning.
    'APT::Update::Error-Mode': 'any',
    'Debug::NoLocking': 'true',
  };
  return ['-q', ...Object.entries(settings).flatMap(([name, value]) => ['-o', `${name}=${value}`])];
}

/** How a shell runs a program of the release: with the release's own loader and libraries. @param {string} root */
function commandOf(root) {
  const libraries = filesBelow(root).filter((file) => /\.so(\.|$)/.test(basename(file)));
  const loader = libraries.find((file) => /^ld-linux.*\.so\.\d+$/.test(basename(file)));
  if (loader === undefined) throw new Sentence('its packages hold no loader of programs.');
  const path = [...new Set(libraries.map((file) => dirname(file)))].join(':');
  return (/** @type {string} */ program) => `'${loader}' --library-path '${path}' '${join(root, 'usr/bin', program)}'`;
}

/** All files below a folder, links to folders not followed. @param {string} folder @returns {string[]} */
function filesBelow(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesBelow(path) : [path];
  });
}

/** The line that says most of what apt printed. @param {unknown} error */
function reasonOf(error) {
  if (!(error instanceof Sentence)) throw error;
  return /^E: (.*)$/m.exec(error.message)?.[1] ?? error.message;
}
