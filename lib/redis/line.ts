import 'server-only';
import { isIP } from 'node:net';
import { Redis, type RedisOptions } from 'ioredis';
import type { RedisTarget, Timeouts } from './redis';
import { ReplyGuard, type ReplyFault } from './reply-guard';

/** One TCP connection and what went wrong on it last: the reject reason of a command is often only "closed". */
export interface Line {
  readonly client: Redis;
  readonly guard: ReplyGuard;
  lastError: unknown;
  fault: ReplyFault | null;
}

/** A connection that is not open yet, never reconnects by itself and is guarded against a hostile peer. */
export function openLine(target: RedisTarget, timeouts: Timeouts): Line {
  const client = new Redis(optionsOf(target, timeouts));
  const line: Line = { client, guard: new ReplyGuard(), lastError: null, fault: null };
  client.on('error', (error: unknown) => {
    line.lastError = error;
  });
  client.on('connect', () => watch(line));
  return line;
}

/** Puts the guard before ioredis's parser: `push` is where Node hands every chunk to the stream. */
function watch(line: Line): void {
  const { stream } = line.client;
  const push = stream.push.bind(stream);
  stream.push = (chunk: unknown, encoding?: BufferEncoding) => {
    const fault = Buffer.isBuffer(chunk) ? line.guard.check(chunk) : null;
    if (fault === null) return push(chunk, encoding);
    line.fault = fault;
    stream.destroy();
    return false;
  };
}

function optionsOf({ endpoint }: RedisTarget, { connectMs, commandMs, socketMs }: Timeouts): RedisOptions {
  const where: RedisOptions =
    endpoint.kind === 'unix'
      ? { path: endpoint.path }
      : {
          host: endpoint.host,
          port: endpoint.port,
          // Without a server name there is no SNI; an address is not one.
          ...(endpoint.tls ? { tls: isIP(endpoint.host) === 0 ? { servername: endpoint.host } : {} } : {}),
        };
  return {
    ...where,
    // RESP3 would need HELLO, SELECT and CLIENT their own permissions; nothing we ask depends on them.
    protocol: 2,
    disableClientInfo: true,
    enableReadyCheck: false,
    lazyConnect: true,
    // By default ioredis sends what got no reply again on the next connection: a BGSAVE would run twice.
    autoResendUnfulfilledCommands: false,
    maxRetriesPerRequest: 0,
    enableOfflineQueue: false,
    retryStrategy: null,
    keepAlive: 10_000,
    connectTimeout: connectMs,
    commandTimeout: commandMs,
    socketTimeout: socketMs,
  };
}
