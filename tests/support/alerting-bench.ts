import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { madeTokenSchema } from '../../lib/contracts/access';
import { writeAlertingFiles } from './alerting-files';
import { type AlertReceiver, startReceiver } from './alert-receiver';
import { eventually } from './eventually';
import { ask } from './http-client';
import { freePort, killTree, spawnServer, type SpawnedServer } from './processes';
import { programOf } from './programs';
import { startRedis, type RedisServer } from './redis-server';
import { startSavepoint, type SavepointServer } from './savepoint-server';

const ADMIN_TOKEN = 'the-admin-token-of-the-alerting-tests';

const querySchema = z.object({
  data: z.object({
    result: z.array(
      z
        .object({ metric: z.record(z.string(), z.string()), value: z.tuple([z.number(), z.string()]) })
        .transform(({ metric, value }) => ({ labels: metric, value: Number(value[1]) })),
    ),
  }),
});

/** A real Redis, Savepoint, Prometheus and Alertmanager, one behind the other, and who is told at their end. */
export interface AlertingBench extends Pick<AlertReceiver, 'latest'> {
  readonly redis: RedisServer;
  readonly savepoint: SavepointServer;
  /** Of a viewer. */
  readonly token: string;
  /** On which Prometheus and Alertmanager listen. */
  readonly ports: readonly number[];
  /** What Prometheus answers to a query now. */
  query(
    text: string,
  ): Promise<readonly { readonly labels: Readonly<Record<string, string>>; readonly value: number }[]>;
  stop(): Promise<void>;
}

async function viewerToken({ url }: SavepointServer): Promise<string> {
  const body = { name: 'prometheus', role: 'viewer', endsAt: null };
  const headers = { authorization: `Bearer ${ADMIN_TOKEN}` };
  return madeTokenSchema.parse((await ask(url, '/api/tokens', { method: 'POST', body, headers })).json()).secret;
}

/** Starts a program and resolves once it is ready. */
async function ready(command: readonly string[], port: number): Promise<SpawnedServer> {
  const server = spawnServer(command, {});
  const address = `http://127.0.0.1:${port}/-/ready`;
  try {
    await eventually(`${command[0]} to be ready`, async () => server.hasExited() || (await fetch(address)).ok, 60_000);
    if (server.hasExited()) throw new Error('It ended by itself.');
  } catch (error) {
    killTree(server.pid);
    throw new Error(`${command.join(' ')} did not start:\n${server.output()}`, { cause: error });
  }
  return server;
}

/** Starts all of it, with the files of docs/alerting. What cannot be started ends what was. */
export async function startAlerting(): Promise<AlertingBench> {
  const toEnd: (() => Promise<void> | void)[] = [];
  const stop = async (): Promise<void> => {
    for (const end of toEnd.splice(0).reverse()) await end();
  };
  try {
    return { ...(await startAll((end) => void toEnd.push(end))), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function startAll(atEnd: (end: () => Promise<void> | void) => void): Promise<Omit<AlertingBench, 'stop'>> {
  const folder = mkdtempSync(join(tmpdir(), 'savepoint-alerting-'));
  atEnd(() => rmSync(folder, { recursive: true, force: true }));
  const redis = await startRedis();
  atEnd(() => redis.stop());
  const savepoint = await startSavepoint({
    instances: { Orders: redis.url },
    env: { SAVEPOINT_SIGN_IN: 'yes', SAVEPOINT_ADMIN_TOKEN: ADMIN_TOKEN },
  });
  atEnd(() => savepoint.stop());
  const token = await viewerToken(savepoint);
  const [port, alertmanager, receiverPort] = [await freePort(), await freePort(), await freePort()];
  const receiver = await startReceiver(receiverPort);
  atEnd(() => receiver.stop());
  writeAlertingFiles(folder, token, { savepoint: savepoint.port, alertmanager, receiver: receiverPort });
  const start = async (command: readonly string[], at: number): Promise<void> => {
    const server = await ready(command, at);
    atEnd(() => {
      killTree(server.pid);
      return server.exited;
    });
  };
  const at = (name: string): string => join(folder, name);
  // Without the last one it would look for others of its kind, on all addresses.
  const forAlertmanager = [`--web.listen-address=127.0.0.1:${alertmanager}`, '--cluster.listen-address='];
  await start(
    [
      programOf('alertmanager', 'prometheus-alertmanager'),
      ...[`--config.file=${at('alertmanager.yml')}`, `--storage.path=${at('alerts')}`, ...forAlertmanager],
    ],
    alertmanager,
  );
  await start(
    [
      programOf('prometheus'),
      ...[`--config.file=${at('prometheus.yml')}`, `--storage.tsdb.path=${at('series')}`],
      `--web.listen-address=127.0.0.1:${port}`,
    ],
    port,
  );
  const query = async (text: string) => {
    const answer = await fetch(`http://127.0.0.1:${port}/api/v1/query?query=${encodeURIComponent(text)}`);
    return querySchema.parse(await answer.json()).data.result;
  };
  return { redis, savepoint, token, ports: [port, alertmanager], query, latest: receiver.latest };
}
