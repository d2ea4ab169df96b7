import { existsSync, readFileSync } from 'node:fs';
import { cpus, loadavg, release, totalmem } from 'node:os';
import { inProject } from '../paths.mjs';
import { runQuietly } from '../run.mjs';
import { CHROMIUM } from '../paths.mjs';
import { EXPORTER } from './exporter.mjs';

/**
 * What the figures depend on, as a list in Markdown. Read before anything is started: the load is that of others.
 * @param {Record<string, string>} [more]
 */
export async function machine(more = {}) {
  const [cpu] = cpus();
  const facts = {
    date: `${new Date().toISOString().slice(0, 16).replace('T', ' ')} UTC`,
    machine: `${cpus().length} × ${cpu?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GiB`,
    system: `${distribution()}, Linux ${release()}`,
    'load before the run': loadavg()
      .map((load) => load.toFixed(2))
      .join(' '),
    node: process.versions.node,
    next: versionOf('next'),
    react: versionOf('react'),
    redis: await firstMatch('redis-server', ['--version'], /v=(\S+)/),
    ...more,
  };
  return Object.entries(facts)
    .map(([name, value]) => `- ${name}: ${value}\n`)
    .join('');
}

/** The versions of what Savepoint is measured beside and in. */
export async function compared() {
  return {
    redis_exporter: await firstMatch('dpkg-query', ['-W', '-f', '${Version}', EXPORTER], /(.+)/),
    chromium: await firstMatch(CHROMIUM, ['--version', '--no-sandbox'], /Chromium (\S+)/),
  };
}

function distribution() {
  if (!existsSync('/etc/os-release')) return 'unknown system';
  return /^PRETTY_NAME="(.*)"$/m.exec(readFileSync('/etc/os-release', 'utf8'))?.[1] ?? 'unknown system';
}

/** @param {string} name */
function versionOf(name) {
  return JSON.parse(readFileSync(inProject('node_modules', name, 'package.json'), 'utf8')).version;
}

/** @param {string} command @param {readonly string[]} args @param {RegExp} pattern */
async function firstMatch(command, args, pattern) {
  const output = await runQuietly(command, args).catch(() => '');
  return pattern.exec(output)?.[1] ?? 'not there';
}
