import { connect, createServer, type Socket } from 'node:net';

/** An address that leads to one server and then to another, as a virtual address, a service or a forwarded port does after a failover. */
export interface MovingAddress {
  readonly port: number;
  /** From now on it leads there; who is connected is cut off. Resolves when they have seen that. */
  leadTo(serverPort: number): Promise<void>;
  /** The same for those who connect from now on; who is connected stays. */
  leadNextTo(serverPort: number): void;
  /** The next answer is lost, and its connection with it: what was asked has been done. */
  loseNextAnswer(): void;
  stop(): Promise<void>;
}

export function startMovingAddress(serverPort: number): Promise<MovingAddress> {
  const sockets = new Set<Socket>();
  const clients = new Set<Socket>();
  let leadsTo = serverPort;
  let isLossy = false;
  const kept = (socket: Socket): Socket => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    return socket.on('close', () => sockets.delete(socket));
  };
  // The other side ends as well once it has seen the end, and only then is this side closed.
  const cutOff = async (): Promise<void> => {
    await Promise.all(
      [...clients].map((client) => new Promise<void>((gone) => client.end().on('close', () => gone()))),
    );
  };
  const server = createServer((client) => {
    const upstream = kept(connect(leadsTo, '127.0.0.1'));
    clients.add(kept(client));
    client.on('close', () => {
      clients.delete(client);
      upstream.destroy();
    });
    upstream.on('close', () => client.destroy());
    client.on('data', (data) => upstream.write(data));
    upstream.on('data', (data) => {
      if (!isLossy) return void client.write(data);
      isLossy = false;
      client.destroy();
    });
  });
  return new Promise((resolve, reject) => {
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      if (address === null || typeof address === 'string') return reject(new Error('no port'));
      resolve({
        port: address.port,
        leadTo: async (port) => {
          leadsTo = port;
          await cutOff();
        },
        leadNextTo: (port) => {
          leadsTo = port;
        },
        loseNextAnswer: () => {
          isLossy = true;
        },
        stop: () =>
          new Promise((stopped) => {
            for (const socket of sockets) socket.destroy();
            server.close(() => stopped());
          }),
      });
    });
  });
}
