import { seeded } from '../seeded.mjs';

/** @typedef {'hang' | 'crash' | 'child-killed' | 'saves-fail' | 'memory-full' | 'password' | 'aof-disk-full'} Fault */
/** @typedef {'save' | 'guard-by-time' | 'guard-by-hand'} Act */
/** @typedef {Fault | Act} Kind */
/** @typedef {{ name: string, kinds: readonly Kind[] }} Target */

/**
 * Something that happens to one server, from and to in seconds since the start of the run.
 * @typedef {{ from: number, to: number, name: string, kind: Kind }} Happening
 */

/** What each kind does, for the person who reads the plan. @type {Record<Kind, string>} */
export const KINDS = {
  hang: 'the process stops (SIGSTOP), and goes on',
  crash: 'the process is killed (SIGKILL), and started again',
  'child-killed': 'the saving child is killed (SIGKILL); later a save succeeds',
  'saves-fail': 'saves fail: a folder stands where the file has to go',
  'memory-full': 'maxmemory is 1 MB: writes are refused for lack of memory',
  password: 'the password is another one',
  'aof-disk-full': 'the disk of the append-only file is full',
  save: 'BGSAVE through the API',
  'guard-by-time': 'the guard is switched off through the API for 30 s, and comes on by itself',
  'guard-by-hand': 'the guard is switched off through the API until the next good save, and on again by hand',
};

/** @type {readonly Kind[]} */
const ACTS = ['save', 'guard-by-time', 'guard-by-hand'];

/** A server has this long to itself afterwards: a wrong password makes Savepoint ask once a minute only. */
const RECOVERS_S = 80;
/** Faults begin this far apart, and last as long. */
const FAULT = { gap: [20, 40], lasts: [10, 60] };
const ACT_LASTS_S = 50;
const SHORTEST_ACT_GAP_S = 45;
const LONGEST_ACT_GAP_S = 180;
/** The first moments belong to the start, the last ones to the recovery. */
const QUIET_S = 10;

/**
 * What happens in a run, in the order of its beginnings: faults and acts each in turn, every kind as often as the others, on
 * servers that are drawn by the seed. Nothing happens to a server that still recovers.
 * @param {{ seed: number, seconds: number, targets: readonly Target[] }} wanted
 * @returns {Happening[]}
 */
export function planOf({ seed, seconds, targets }) {
  const random = seeded(seed);
  const known = new Set(targets.flatMap(({ kinds }) => kinds));
  const faults = [...known].filter((kind) => !ACTS.includes(kind));
  const acts = ACTS.filter((kind) => known.has(kind));
  const actGap = Math.min(LONGEST_ACT_GAP_S, Math.max(SHORTEST_ACT_GAP_S, seconds / 20));
  const between = (/** @type {readonly number[]} */ [low = 0, high = 0]) => Math.round(low + random() * (high - low));
  const moments = [
    ...momentsOf(faults, seconds, () => between(FAULT.gap)).map((each) => ({ ...each, lasts: between(FAULT.lasts) })),
    ...momentsOf(acts, seconds, () => actGap).map((each) => ({ ...each, lasts: ACT_LASTS_S })),
  ].sort((a, b) => a.from - b.from);
  /** @type {Happening[]} */
  const plan = [];
  /** @type {Map<string, number>} */
  const busyUntil = new Map();
  for (const { from, kind, lasts } of moments) {
    const to = from + lasts;
    const free = targets.filter(({ name, kinds }) => kinds.includes(kind) && (busyUntil.get(name) ?? 0) <= from);
    const target = free[Math.floor(random() * free.length)];
    if (target === undefined || to > seconds - QUIET_S) continue;
    busyUntil.set(target.name, to + RECOVERS_S);
    plan.push({ from, to, name: target.name, kind });
  }
  return plan;
}

/** @param {readonly Kind[]} kinds @param {number} seconds @param {() => number} gap */
function momentsOf(kinds, seconds, gap) {
  const moments = [];
  for (let from = QUIET_S, turn = 0; from < seconds; from += gap(), turn += 1) {
    const kind = kinds[turn % kinds.length];
    if (kind !== undefined) moments.push({ from: Math.round(from), kind });
  }
  return moments;
}

/** One line of the plan. @param {Happening} happening */
export function told({ from, to, name, kind }) {
  return `${clock(from)}–${clock(to)}  ${name.padEnd(10)}  ${KINDS[kind]}`;
}

/** Seconds as hours, minutes and seconds. @param {number} seconds */
export function clock(seconds) {
  const two = (/** @type {number} */ part) => String(Math.floor(part)).padStart(2, '0');
  return `${two(seconds / 3600)}:${two((seconds / 60) % 60)}:${two(seconds % 60)}`;
}
