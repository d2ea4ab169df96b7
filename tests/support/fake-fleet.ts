import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { startFakeRedis, type FakeRedis, type FakeReply } from './fake-redis';
import { bulk, bulks } from './resp';

/* Hundreds of real servers are too many for a test: one fake answers as many, another takes connections and never says a word. */
const INFO = readFileSync(resolve(import.meta.dirname, '../fixtures/info/redis-7.0.15-saved.txt'), 'utf8');

export interface FakeFleet {
  /** Instance → URL: `well-0`, `well-1`, …, then `hung-0`, `hung-1`, … */
  readonly urls: Readonly<Record<string, string>>;
  /** Takes the connections of all that hang. */
  readonly hung: FakeRedis;
  stop(): Promise<void>;
}

/** So many instances that are well, and so many that hang. */
export async function startFakeFleet(healthy: number, hanging: number): Promise<FakeFleet> {
  const [well, hung] = await Promise.all([startFakeRedis(answerWell), startFakeRedis(() => null)]);
  const named = (count: number, kind: string, { port }: FakeRedis): [string, string][] =>
    Array.from({ length: count }, (_, index) => [`${kind}-${index}`, `redis://127.0.0.1:${port}`]);
  return {
    urls: Object.fromEntries([...named(healthy, 'well', well), ...named(hanging, 'hung', hung)]),
    hung,
    stop: async () => {
      await Promise.all([well.stop(), hung.stop()]);
    },
  };
}

function answerWell([command = '', name = '', setting = '']: string[]): FakeReply {
  if (command === 'INFO') return bulk(name === 'commandstats' ? '# Commandstats\r\n' : INFO);
  return command === 'CONFIG' ? bulks(setting, setting === 'save' ? '3600 1' : 'yes') : '+PONG\r\n';
}
