import 'server-only';
import { stat } from 'node:fs/promises';
import { connect, isIP, type Socket } from 'node:net';
import { connect as connectTls, type ConnectionOptions } from 'node:tls';
import { AbstractConnector, Redis, type RedisOptions } from 'ioredis';
import type { Endpoint } from '../domain/instance/instance';
import { readCertificateAtEnd, type CertificateTimes } from './certificate';
import { allowedLookup, type MayConnect, notAllowed } from './outbound';
import type { RedisTarget, Timeouts } from './redis';
import { tlsOptions } from './tls';
import { ReplyGuard, type ReplyFault } from './reply-guard';

/** One connection and what went wrong on it last: the reject reason of a command is often only "closed". */
export interface Line {
  readonly client: Redis;
  readonly guard: ReplyGuard;
  lastError: unknown;
  fault: ReplyFault | null;
  /** The port accepted us, though TLS may still be silent. */
  portOpen: boolean;
  /** Of the certificate of a peer that was hung up on; null where none was shown. */
  certificate: CertificateTimes | null;
  /** Ends it at once, without waiting for a peer that may never answer. */
  end(): void;
  /** The same, because the answer is late: what waits for it fails. */
  giveUp(): void;
}

/** A connection that is not open yet, never reconnects by itself and hangs up on a hostile peer. */
export function newLine(target: RedisTarget, timeouts: Timeouts, mayConnect: MayConnect): Line {
  const guard = new ReplyGuard();
  let socket: Socket | null = null;
  const Connector = class extends AbstractConnector {
    constructor() {
      super(0);
    }
    override async connect(): Promise<Socket> {
      this.connecting = true;
      const { endpoint } = target;
      if (isRefused(endpoint, mayConnect)) throw notAllowed();
      const tls = endpoint.kind === 'tcp' && endpoint.tls ? await tlsOptions(endpoint.host, target.tls) : null;
      if (endpoint.kind === 'unix') await seeSocket(endpoint.path);
      // It may have been ended while files were read: nobody would end this socket.
      if (!this.isWanted()) throw new Error('Ended before it was opened.');
      socket = openSocket(endpoint, tls, mayConnect);
      guardSocket(socket, guard, (fault) => {
        line.fault = fault;
      });
      readCertificateAtEnd(socket, (times) => {
        line.certificate = times;
      });
      socket.once('connect', () => {
        line.portOpen = true;
      });
      socket.once('error', (error) => {
        this.firstError = error;
      });
      this.stream = socket;
      return socket;
    }
    private isWanted(): boolean {
      return this.connecting;
    }
  };
  const client = new Redis({ ...optionsOf(target, timeouts), Connector });
  const line: Line = {
    client,
    guard,
    lastError: null,
    fault: null,
    portOpen: false,
    certificate: null,
    end: () => {
      client.disconnect();
      socket?.destroy();
    },
    giveUp: () => {
      line.lastError = new Error('Command timed out');
      line.end();
    },
  };
  client.on('error', (error: unknown) => {
    line.lastError = error;
  });
  return line;
}

/** A name is judged by where it leads, when it is looked up. */
function isRefused(endpoint: Endpoint, mayConnect: MayConnect): boolean {
  if (endpoint.kind === 'unix') return !mayConnect(endpoint.path, null);
  return isIP(endpoint.host) !== 0 && !mayConnect(endpoint.host, endpoint.port);
}

/** Linux refuses a connection to what is no socket as it does where nobody listens. What cannot be looked at tells itself by connecting. */
async function seeSocket(path: string): Promise<void> {
  const found = await stat(path).catch(() => null);
  if (found !== null && !found.isSocket()) throw Object.assign(new Error('Not a socket.'), { code: 'ENOTSOCK' });
}

/** `tls`: null where it is not spoken. */
function openSocket(endpoint: Endpoint, tls: ConnectionOptions | null, mayConnect: MayConnect): Socket {
  if (endpoint.kind === 'unix') return connect({ path: endpoint.path });
  const { host, port } = endpoint;
  const lookup = allowedLookup(port, mayConnect);
  return tls === null ? connect({ host, port, lookup }) : connectTls({ host, port, lookup, ...tls });
}

/** Puts the guard before ioredis's parser: `push` is where Node hands every chunk to a stream. */
function guardSocket(socket: Socket, guard: ReplyGuard, onFault: (fault: ReplyFault) => void): void {
  const push = socket.push.bind(socket);
  socket.push = (chunk: unknown, encoding?: BufferEncoding) => {
    const fault = Buffer.isBuffer(chunk) ? guard.check(chunk) : null;
    if (fault === null) return push(chunk, encoding);
    onFault(fault);
    socket.destroy();
    return false;
  };
}

function optionsOf({ endpoint }: RedisTarget, { connectMs }: Timeouts): RedisOptions {
  return {
    // Tells ioredis which event of the socket means "connected".
    ...(endpoint.kind === 'tcp' && endpoint.tls ? { tls: {} } : {}),
    // RESP3 would need HELLO, and SELECT and CLIENT need rights of their own: nothing we ask depends on them.
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
  };
}
