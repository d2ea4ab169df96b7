import { existsSync } from 'node:fs';
import { CHROMIUM } from './paths.mjs';
import { postgresPrograms } from './postgres.mjs';
import { runQuietly, works } from './run.mjs';
import { Sentence, say, step } from './steps.mjs';

/** Debian packages by what shows that they are there. @type {Record<string, () => boolean | Promise<boolean>>} */
const PRESENT = {
  'redis-server': () => works('redis-server', ['--version']),
  // Chromium without the window around it: half the time for the same page.
  'chromium-headless-shell': () => existsSync(CHROMIUM),
  // A test makes fork fail with a few lines of C.
  gcc: () => works('gcc', ['--version']),
  'libc6-dev': () => existsSync('/usr/include/stdio.h'),
  // Tests pull the cable between two networks, and show certificates that have expired.
  iproute2: () => works('ip', ['-V']),
  openssl: () => works('openssl', ['version']),
  // Everything can be kept in a Postgres: the tests start their own.
  postgresql: () => postgresPrograms() !== null,
  // What `npm run bench` compares with.
  'prometheus-redis-exporter': () => existsSync('/usr/bin/prometheus-redis-exporter'),
  'python3-redis': () => works('/usr/bin/python3', ['-c', 'import redis']),
};

/** Packages whose service Debian starts at once. */
const STARTED_BY_DEBIAN = ['redis-server', 'prometheus-redis-exporter', 'postgresql'];

/**
 * Installs what is missing of these Debian packages, or says with which command to do so.
 * @param {readonly (keyof typeof PRESENT)[]} names
 */
export async function ensureDebianPackages(names) {
  const there = await Promise.all(names.map((name) => PRESENT[name]?.()));
  const missing = names.filter((_name, index) => there[index] !== true);
  if (missing.length === 0) return;
  const command = ['apt-get', 'install', '-y', '--no-install-recommends', ...missing];
  const root = await asRoot();
  if (root === null || !existsSync('/usr/bin/apt-get'))
    throw new Sentence(`This needs ${missing.join(', ')}. On Debian: sudo ${command.join(' ')}`);
  await step(`Installing ${missing.join(', ')} (apt-get)`, () => install(root, command));
  for (const name of STARTED_BY_DEBIAN.filter((each) => missing.includes(each))) await stopPackaged(root, name);
}

/** The words before a command that make it run as root; null when nothing does without asking for a password. */
async function asRoot() {
  if (process.getuid?.() === 0) return [];
  return (await works('sudo', ['-n', 'true'])) ? ['sudo', '-n'] : null;
}

/** @param {readonly string[]} root @param {readonly string[]} command */
async function install(root, command) {
  const [file = '', ...args] = [...root, 'env', 'DEBIAN_FRONTEND=noninteractive', ...command];
  try {
    await runQuietly(file, args);
  } catch {
    // The package lists of a fresh machine are empty or old.
    const [update = '', ...rest] = [...root, 'apt-get', 'update'];
    await runQuietly(update, rest);
    await runQuietly(file, args);
  }
}

/**
 * Nobody asked for the service that Debian starts with the package, and it was not there before.
 * @param {readonly string[]} root
 * @param {string} name
 */
async function stopPackaged(root, name) {
  const stop = existsSync('/run/systemd/system') ? ['systemctl', 'disable', '--now', name] : ['service', name, 'stop'];
  const [file = '', ...args] = [...root, ...stop];
  if (await works(file, args)) say(`  the ${name} that the package itself starts is stopped again`);
}
