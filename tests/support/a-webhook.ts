import { createServer as createHttpServer, type IncomingHttpHeaders } from 'node:http';
import { createServer, type Server, type Socket } from 'node:net';
import { once } from 'node:events';
import { freePort } from './processes';

/** A request that a receiver got. */
export interface Got {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** What a receiver does with a request: answers with a status, or treats its socket badly. */
export type Behaviour =
  | { readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly body?: string }
  | 'hang'
  | 'reset';

export interface Webhook {
  readonly url: string;
  readonly got: Got[];
  /** From now on. */
  behave(behaviour: Behaviour): void;
  stop(): Promise<void>;
}

/** A real receiver on this machine, which takes everything unless told otherwise. */
export async function startWebhook(port?: number, path = '/hook/never-shown'): Promise<Webhook> {
  const got: Got[] = [];
  let behaviour: Behaviour = { status: 200 };
  const server = createHttpServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      got.push({ path: request.url ?? '', headers: request.headers, body: Buffer.concat(parts).toString() });
      if (behaviour === 'hang') return;
      if (behaviour === 'reset') return void request.socket.resetAndDestroy();
      response.writeHead(behaviour.status, behaviour.headers).end(behaviour.body ?? 'ok');
    });
  });
  const at = port ?? (await freePort());
  server.listen(at, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${at}${path}`,
    got,
    behave: (next) => void (behaviour = next),
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

export interface RawPeer {
  readonly url: string;
  stop(): Promise<void>;
}

/** Answers whatever comes on a socket by hand. */
export async function startRawPeer(answer: (socket: Socket) => void): Promise<RawPeer> {
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.once('data', () => answer(socket));
  });
  const port = await freePort();
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${port}/hook`,
    stop: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
