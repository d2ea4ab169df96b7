import { execFileSync } from 'node:child_process';
import { eventually } from './eventually';
import { killTree, spawnServer, type SpawnedServer } from './processes';

/** Redis's end and Savepoint's end of the cable. */
export const FAR = '10.88.0.2';
const NEAR = '10.88.0.1';
const PREFIX = 24;
/** An address to which the near network knows no way. */
export const NOWHERE = '10.99.0.1';

export interface Apart {
  /** Put before a command that is to run at Savepoint's end. */
  readonly near: readonly string[];
  /** Put before a command that is to run at Redis's end. */
  readonly far: readonly string[];
  /** Pulls the cable at Redis's end, or plugs it in: what is sent is lost without a word, and open connections stay open. */
  cable(state: 'up' | 'down'): void;
  stop(): Promise<void>;
}

const inside = (process_: SpawnedServer): readonly string[] => [
  'nsenter',
  '--preserve-credentials',
  '-U',
  '-n',
  '-t',
  String(process_.pid),
];

function run(command: readonly string[]): void {
  const [file = '', ...args] = command;
  execFileSync(file, args, { stdio: 'pipe' });
}

/** A process that does nothing but hold its namespaces. */
async function holding(wrapper: readonly string[]): Promise<SpawnedServer> {
  const held = spawnServer(['sh', '-c', 'echo here; exec sleep infinity'], { wrapper });
  await eventually('a network', () => held.hasExited() || held.output().includes('here'));
  if (held.hasExited()) throw new Error(`There is no network:\n${held.output()}`);
  return held;
}

/**
 * Two networks of their own with one cable (a veth pair) between them, for faults below TCP. It needs no rights but those of user
 * namespaces.
 */
export async function startApart(): Promise<Apart> {
  const nearEnd = await holding(['unshare', '-Urn']);
  const near = inside(nearEnd);
  const farEnd = await holding([...near, 'unshare', '-n']);
  const far = inside(farEnd);
  const stop = async (): Promise<void> => {
    for (const end of [farEnd, nearEnd]) killTree(end.pid);
    await Promise.all([farEnd.exited, nearEnd.exited]);
  };
  try {
    run([...near, 'ip', 'link', 'add', 'name', 'near', 'type', 'veth', 'peer', 'name', 'far']);
    run([...near, 'ip', 'link', 'set', 'far', 'netns', String(farEnd.pid)]);
    for (const [end, name, address] of [[near, 'near', NEAR] as const, [far, 'far', FAR] as const]) {
      run([...end, 'ip', 'address', 'add', `${address}/${PREFIX}`, 'dev', name]);
      for (const link of ['lo', name]) run([...end, 'ip', 'link', 'set', link, 'up']);
    }
  } catch (error) {
    await stop();
    throw error;
  }
  return { near, far, cable: (state) => run([...far, 'ip', 'link', 'set', 'far', state]), stop };
}
