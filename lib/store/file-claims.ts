import 'server-only';
import { createHash } from 'node:crypto';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { log } from '../log/log';
import type { Claim, Claims } from './claims';
import { lockFile } from './sqlite';

/** Between the lock and its name, and between the end of the name and that of the lock, pass microseconds. */
const NAME_PAUSE_MS = 5;
const NAME_TRIES = 20;

/** Who took a claim may forget it: it is had until it is given back, not until it is collected. */
const held = new Set<() => void>();

/**
 * Claims as locks on empty files in `folder`, which is made when the first is needed: the system gives them back when the process ends.
 * The file of an action goes with it. That of an instance stays: taken away while somebody opens it, it would let two in.
 */
export function fileClaims(folder: string): Claims {
  const fileOf = (kind: 'instance' | 'action', id: string): string =>
    join(folder, `${kind}-${createHash('sha256').update(id).digest('hex')}`);
  const open = new Map<string, () => void>();
  return {
    async claimInstance(instanceId, who) {
      const path = fileOf('instance', instanceId);
      makeFile(folder, path);
      for (let tries = 1; ; tries += 1) {
        const claim = claimFile(path, who);
        // One without a name is being taken or given back at this moment.
        if (claim.kind === 'held' || claim.by !== null || tries === NAME_TRIES) return claim;
        await pause(NAME_PAUSE_MS);
      }
    },
    async begin(actionId) {
      const path = fileOf('action', actionId);
      makeFile(folder, path);
      const unlock = lockFile(path);
      if (unlock !== null) open.set(actionId, unlock);
      return unlock !== null;
    },
    async end(actionId) {
      quietly(() => rmSync(fileOf('action', actionId), { force: true }));
      quietly(() => open.get(actionId)?.());
      open.delete(actionId);
    },
    async isOpenElsewhere(actionId) {
      const path = fileOf('action', actionId);
      return !open.has(actionId) && existsSync(path) && isLocked(path);
    },
    async close() {
      for (const unlock of open.values()) quietly(unlock);
      open.clear();
    },
  };
}

/** Made for the user that runs Savepoint alone, as all that is kept. */
function makeFile(folder: string, path: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  try {
    // Never one that is there: closing a file ends the locks that this process has on it (https://sqlite.org/howtocorrupt.html, 2.2).
    closeSync(openSync(path, 'wx', 0o600));
  } catch (error) {
    if (!existsSync(path)) throw error;
  }
}

function claimFile(path: string, who: string): Claim {
  const name = `${path}.by`;
  const unlock = lockFile(path);
  if (unlock === null) return { kind: 'busy', by: nameIn(name) };
  try {
    writeFileSync(name, who, { mode: 0o600 });
  } catch (error) {
    unlock();
    throw error;
  }
  held.add(unlock);
  return {
    kind: 'held',
    async release() {
      if (!held.delete(unlock)) return;
      quietly(() => rmSync(name, { force: true }));
      quietly(unlock);
    },
  };
}

function nameIn(path: string): string | null {
  try {
    return readFileSync(path, 'utf8') || null;
  } catch {
    return null;
  }
}

/** One that went away meanwhile is locked by nobody. */
function isLocked(path: string): boolean {
  try {
    const unlock = lockFile(path);
    unlock?.();
    return unlock === null;
  } catch (error) {
    if (existsSync(path)) throw error;
    return false;
  }
}

function quietly(work: () => void): void {
  try {
    work();
  } catch (error) {
    log.error({ err: error }, 'a claim could not be given back as it should be');
  }
}
