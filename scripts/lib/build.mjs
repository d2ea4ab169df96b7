import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { inProject } from './paths.mjs';
import { runQuietly } from './run.mjs';
import { say, step } from './steps.mjs';

export const STANDALONE = inProject('.next/standalone');
/** Where Node keeps what it compiled of the server: the next start takes two thirds of the time. */
export const COMPILE_CACHE = join(STANDALONE, '.compile-cache');

const SOURCES = [
  'app',
  'components',
  'lib',
  'public',
  'instrumentation.ts',
  'next.config.js',
  'postcss.config.mjs',
  'tsconfig.json',
  'package.json',
  'package-lock.json',
];
const STEP = 'Building Savepoint (next build)';
const STAMP = join(STANDALONE, '.built-from');
const LOCK = inProject('node_modules/.savepoint-build');

/** Builds the standalone server unless the one that is there was built from exactly these sources. */
export async function ensureBuild() {
  if (isCurrent()) return;
  await locked(async () => {
    if (!isCurrent()) await step(STEP, nextBuild);
  });
}

/** Builds the standalone server in any case; what Next printed. */
export function build() {
  return locked(() => step(STEP, nextBuild));
}

/** Next leaves its static files and ours for us to add. */
async function nextBuild() {
  const sources = hashOfSources();
  rmSync(STAMP, { force: true });
  /** @type {NodeJS.ProcessEnv} */
  const env = { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' };
  const output = await runQuietly(process.execPath, [inProject('node_modules/next/dist/bin/next'), 'build'], { env });
  cpSync(inProject('.next/static'), join(STANDALONE, '.next/static'), { recursive: true });
  if (existsSync(inProject('public'))) cpSync(inProject('public'), join(STANDALONE, 'public'), { recursive: true });
  writeFileSync(STAMP, sources);
  return output;
}

function isCurrent() {
  return existsSync(STAMP) && readFileSync(STAMP, 'utf8') === hashOfSources();
}

function hashOfSources() {
  const hash = createHash('sha256');
  for (const file of SOURCES.flatMap(filesUnder)) hash.update(`${file}\0`).update(readFileSync(inProject(file)));
  return hash.digest('hex');
}

/** @param {string} path @returns {string[]} */
function filesUnder(path) {
  if (!existsSync(inProject(path))) return [];
  if (!statSync(inProject(path)).isDirectory()) return [path];
  return readdirSync(inProject(path))
    .sort()
    .flatMap((name) => filesUnder(`${path}/${name}`));
}

/**
 * One build at a time: two would write into the same folder.
 * @template T
 * @param {() => Promise<T>} work
 */
async function locked(work) {
  for (let told = false; !takeLock(); told = true) {
    if (!told) say('Waiting for another build of this folder …');
    await pause(500);
  }
  try {
    return await work();
  } finally {
    rmSync(LOCK, { recursive: true, force: true });
  }
}

function takeLock() {
  try {
    mkdirSync(LOCK);
    writeFileSync(join(LOCK, 'pid'), String(process.pid));
    return true;
  } catch {
    if (!isHeld()) rmSync(LOCK, { recursive: true, force: true });
    return false;
  }
}

/** A lock without a pid is being made this moment, unless it is old. */
function isHeld() {
  try {
    const pid = Number(readFileSync(join(LOCK, 'pid'), 'utf8'));
    if (pid > 0) return process.kill(pid, 0);
    return true;
  } catch {
    return existsSync(LOCK) && !existsSync(join(LOCK, 'pid')) && Date.now() - statSync(LOCK).mtimeMs < 5000;
  }
}
