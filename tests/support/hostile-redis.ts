import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { startFakeRedis } from './fake-redis';
import { bulk, bulks } from './resp';

const INFO = readFileSync(
  join(resolve(import.meta.dirname, '..'), 'fixtures/info/redis-7.0.15-save-failed.txt'),
  'utf8',
);

/** A server that says a hostile text wherever a Redis says anything that is not a number. */
export interface HostileRedis {
  readonly url: string;
  /** From now on its data directory and the name of its dump are the text as well: as if somebody had just set them. */
  speak(): void;
  stop(): Promise<void>;
}

/** Starts one that fails to save and refuses writes until its guard is off. */
export async function startHostileRedis(text: string): Promise<HostileRedis> {
  const settings = new Map([
    ['stop-writes-on-bgsave-error', 'yes'],
    ['save', '3600 1'],
    ['dir', '/data'],
    ['dbfilename', 'dump.rdb'],
    ['replica-ignore-disk-write-errors', 'no'],
  ]);
  const server = await startFakeRedis(([command = '', ...args]) => {
    if (command === 'INFO') return bulk(args[0] === 'commandstats' ? stats(text) : info(text, server.port));
    if (command === 'CONFIG') return config(args, settings, text);
    if (command === 'PING') {
      return settings.get('stop-writes-on-bgsave-error') === 'yes' ? refusal('MISCONF', text) : '+PONG\r\n';
    }
    return refusal('ERR', text);
  });
  return {
    url: `redis://127.0.0.1:${server.port}`,
    speak: () => {
      settings.set('dir', `/data/${text}`);
      settings.set('dbfilename', `${text}.rdb`);
    },
    stop: () => server.stop(),
  };
}

/** An error reply is one line. */
function refusal(code: string, text: string): string {
  return `-${code} ${oneLine(text)}\r\n`;
}

function oneLine(text: string): string {
  return text.replaceAll(/[\r\n]+/g, ' ');
}

function config([verb = '', name = '', value = '']: string[], settings: Map<string, string>, text: string): string {
  if (verb.toUpperCase() === 'REWRITE') return refusal('ERR', text);
  const known = settings.get(name);
  if (known === undefined) return refusal('ERR', text);
  if (verb.toUpperCase() === 'GET') return bulks(name, known);
  settings.set(name, value);
  return '+OK\r\n';
}

/** Its own fields first: the first of a name counts. Line ends in the text make lines of their own, as they would at a proxy. */
function info(text: string, port: number): string {
  const runId = port.toString(16).padStart(40, '0');
  const own = [
    `config_file:/etc/${oneLine(text)}`,
    `run_id:${runId}`,
    `redis_build_id:${text}`,
    `os:${text}`,
    `master_host:${text}`,
    `slave0:ip=${text},port=1,state=${text}`,
    `errorstat_${text}:count=1`,
    `${text}:${text}`,
  ];
  return `# Server\r\n${own.join('\r\n')}\r\n${INFO}`;
}

function stats(text: string): string {
  return `# Commandstats\r\ncmdstat_${text}:calls=1\r\ncmdstat_ping:calls=${text}\r\n`;
}
