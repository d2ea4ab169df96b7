import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { eventually } from './eventually';
import { killTree, spawnServer } from './processes';
import { newDataDir } from './store-folder';

const HOOKS = new URL('../../scripts/lib/typescript-hooks.mjs', import.meta.url).href;
const WATCHING = fileURLToPath(new URL('./watching-process.ts', import.meta.url));

/** A Savepoint without HTTP in a process of its own, which watches one server. */
export interface Watcher {
  /** Waits for a line, at or after a place in what it tells (watching-process.ts); the place. */
  says(line: RegExp, after?: number): Promise<number>;
  /** Has it switch the guard off; it says how that ended. */
  switchOff(): void;
  stop(): Promise<void>;
}

/** Starts one. `wrapper` is put before its command, as in `spawnServer`; `dataDir` is one of its own unless given. */
export function startWatcher(
  url: string,
  options: {
    readonly wrapper?: readonly string[];
    readonly env?: Readonly<Record<string, string>>;
    readonly dataDir?: string;
  } = {},
): Watcher {
  const dataDir = options.dataDir ?? newDataDir();
  const server = spawnServer([process.execPath, '--import', HOOKS, WATCHING, dataDir, url], options);
  const placeOf = (line: RegExp, after: number): number =>
    server
      .output()
      .split('\n')
      .slice(0, -1)
      .findIndex((each, place) => place >= after && line.test(each));
  return {
    says: async (line, after = 0) => {
      try {
        await eventually(String(line), () => placeOf(line, after) >= 0);
      } catch (error) {
        throw new Error(`It told only:\n${server.output()}`, { cause: error });
      }
      return placeOf(line, after);
    },
    switchOff: () => process.kill(server.pid, 'SIGUSR1'),
    stop: async () => {
      killTree(server.pid);
      await server.exited;
      if (options.dataDir === undefined) rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
