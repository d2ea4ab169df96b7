import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { eventually } from './eventually';
import { freePort, killTree, spawnServer } from './processes';
import type { RedisServer } from './redis-server';

const run = promisify(execFile);

export interface Sentinel {
  readonly port: number;
  /** What redis-cli prints for a command. */
  cli(...args: readonly string[]): Promise<string>;
  /** All that it has said so far. */
  output(): string;
  stop(): Promise<void>;
}

/**
 * A Sentinel that fails `primary` over three seconds after it last answered PING well, or after `downAfterMs`; it knows the replica already.
 */
export async function startSentinel(
  primary: Pick<RedisServer, 'port'>,
  options: { readonly downAfterMs?: number; readonly lines?: readonly string[] } = {},
): Promise<Sentinel> {
  const dir = mkdtempSync(join(tmpdir(), 'savepoint-sentinel-'));
  const port = await freePort();
  const config = join(dir, 'sentinel.conf');
  const lines = [
    `port ${port}`,
    'bind 127.0.0.1',
    `dir ${dir}`,
    `sentinel monitor orders 127.0.0.1 ${primary.port} 1`,
    `sentinel down-after-milliseconds orders ${options.downAfterMs ?? 3000}`,
    'sentinel failover-timeout orders 10000',
    ...(options.lines ?? []),
  ];
  writeFileSync(config, `${lines.join('\n')}\n`);
  const server = spawnServer(['redis-server', config, '--sentinel'], { cwd: dir });
  const stop = async (): Promise<void> => {
    killTree(server.pid);
    await server.exited;
    rmSync(dir, { recursive: true, force: true });
  };
  try {
    await eventually('Sentinel to know the replica', () => server.output().includes('+slave slave '));
  } catch (error) {
    await stop();
    throw error;
  }
  const cli = async (...args: readonly string[]): Promise<string> =>
    (await run('redis-cli', ['-p', String(port), ...args], { timeout: 20_000 })).stdout.trim();
  return { port, cli, output: () => server.output(), stop };
}
