import { fileURLToPath } from 'node:url';
import type { Asked, Said } from './asked-process';
import { eventually } from './eventually';
import { spawnServer, type SpawnedServer } from './processes';

const HOOKS = new URL('../../scripts/lib/typescript-hooks.mjs', import.meta.url).href;
const PROCESS = fileURLToPath(new URL('asked-process.ts', import.meta.url));

/** A process of its own that acts on an instance when it is asked. */
export interface AskedProcess {
  readonly name: string;
  readonly server: SpawnedServer;
  /** What came of it; one after the other. */
  ask(asked: Asked): Promise<Said>;
}

/** Starts one on a data folder and a Redis; `name` is who acts. */
export async function startAsked(dataDir: string, url: string, name: string): Promise<AskedProcess> {
  const server = spawnServer([process.execPath, '--import', HOOKS, PROCESS, dataDir, url, name], { listens: true });
  const saidLines = (): string[] => server.output().split('\n').slice(0, -1);
  const heard = (count: number): Promise<string> =>
    eventually(
      `${name} to say something`,
      () => {
        if (server.hasExited()) throw new Error(`It ended: ${server.output()}`);
        return saidLines().filter((line) => line === 'ready' || line.startsWith('{"ok"'))[count - 1];
      },
      60_000,
    );
  await heard(1);
  let asks = 1;
  return {
    name,
    server,
    async ask(asked) {
      asks += 1;
      const mine = asks;
      server.say(JSON.stringify(asked));
      return JSON.parse(await heard(mine)) as Said;
    },
  };
}
