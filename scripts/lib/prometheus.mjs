import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inProject } from './paths.mjs';
import { runQuietly, works } from './run.mjs';
import { Sentence, step } from './steps.mjs';

const PACKAGES = ['prometheus', 'prometheus-alertmanager'];
const CACHE = inProject('node_modules/.cache/prometheus');
const UNPACKED = join(CACHE, 'unpacked');
const WRAPPED = join(CACHE, 'wrapped');

/** Debian's Alertmanager reads templates from /usr/share: there it sees, in a mount namespace of its own, what was unpacked as well. */
const ALERTMANAGER = `#!/bin/sh
exec unshare -Urm sh -c 'mount -t overlay overlay -o lowerdir="$0/usr/share:/usr/share" /usr/share && exec "$0/usr/bin/prometheus-alertmanager" "$@"' '${UNPACKED}' "$@"
`;

/**
 * Sees to it that `prometheus`, `promtool`, `amtool` and Alertmanager (under either of its names) are found in the PATH: what is installed,
 * or else Debian's packages, unpacked and not installed: nobody asked for their services.
 */
export async function ensurePrometheus() {
  if (await areThere()) return;
  process.env.PATH = `${WRAPPED}:${join(UNPACKED, 'usr/bin')}:${process.env.PATH ?? ''}`;
  if (await areThere()) return;
  if (!existsSync('/usr/bin/apt-get') || !existsSync('/usr/bin/dpkg'))
    throw new Sentence(
      'This needs prometheus, promtool, alertmanager and amtool in the PATH. Only on Debian they are fetched; elsewhere take them from https://prometheus.io/download.',
    );
  await step(`Fetching ${PACKAGES.join(' and ')} (apt-get download)`, fetchPackages);
  if (await areThere()) return;
  throw new Sentence(
    `The packages ${PACKAGES.join(' and ')} were unpacked, but their programs do not start: a library may be missing. \`${join(UNPACKED, 'usr/bin/prometheus')} --version\` says which.`,
  );
}

async function areThere() {
  const present = await Promise.all(
    ['prometheus', 'promtool', 'amtool', 'alertmanager', 'prometheus-alertmanager'].map((name) =>
      works(name, ['--version']),
    ),
  );
  const [prometheus, promtool, amtool, ...alertmanager] = present;
  return prometheus && promtool && amtool && alertmanager.includes(true);
}

async function fetchPackages() {
  rmSync(CACHE, { recursive: true, force: true });
  mkdirSync(UNPACKED, { recursive: true });
  const download = () => runQuietly('apt-get', ['download', ...PACKAGES], { cwd: CACHE });
  try {
    await download();
  } catch (error) {
    // The package lists of a fresh machine are empty or old, and only root may bring them.
    if (process.getuid?.() !== 0) throw error;
    await runQuietly('apt-get', ['update']);
    await download();
  }
  for (const file of readdirSync(CACHE).filter((name) => name.endsWith('.deb'))) {
    await runQuietly('dpkg', ['-x', join(CACHE, file), UNPACKED]);
    rmSync(join(CACHE, file));
  }
  mkdirSync(WRAPPED);
  writeFileSync(join(WRAPPED, 'alertmanager'), ALERTMANAGER, { mode: 0o755 });
}
