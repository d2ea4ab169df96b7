import { connect, createServer, type Socket } from 'node:net';

export interface LossyProxy {
  readonly port: number;
  /** From now on replies are lost on the way; with `hangUp` the connection ends instead of the first lost one. */
  loseReplies(options?: { readonly hangUp?: boolean }): void;
  /** From now on each reply takes so much longer, in milliseconds. */
  slowDown(ms: number): void;
  /** What clients sent through it so far. */
  sent(): string;
  stop(): Promise<void>;
}

/**
 * A TCP proxy to a server on this machine that can lose what the server answers, or hold it back. With `loseAfter` a connection gets no more
 * replies once it has sent these characters; other connections do. `onSent` hears what a client sends before the server does,
 * `onAnswered` what the server answers when the client gets it.
 */
export function startLossyProxy(
  serverPort: number,
  {
    loseAfter,
    onSent,
    onAnswered,
  }: {
    readonly loseAfter?: string;
    readonly onSent?: (text: string) => void;
    readonly onAnswered?: (text: string) => void;
  } = {},
): Promise<LossyProxy> {
  const sockets = new Set<Socket>();
  let mode: 'pass' | 'lose' | 'hang-up' = 'pass';
  let sent = '';
  let slowMs = 0;
  const kept = (socket: Socket): Socket => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    return socket.on('close', () => sockets.delete(socket));
  };
  const server = createServer((client) => {
    const upstream = kept(connect(serverPort, '127.0.0.1'));
    kept(client).on('close', () => upstream.destroy());
    upstream.on('close', () => client.destroy());
    let isCut = false;
    client.on('data', (data) => {
      const text = data.toString('latin1');
      sent += text;
      onSent?.(text);
      isCut ||= loseAfter !== undefined && data.includes(loseAfter);
      upstream.write(data);
    });
    upstream.on('data', (data) => {
      const answer = (): void => {
        onAnswered?.(data.toString('latin1'));
        client.write(data);
      };
      if (mode === 'pass' && !isCut) {
        if (slowMs > 0) setTimeout(answer, slowMs);
        else answer();
      }
      if (mode === 'hang-up') client.destroy();
    });
  });
  return new Promise((resolve, reject) => {
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      if (address === null || typeof address === 'string') return reject(new Error('no port'));
      resolve({
        port: address.port,
        loseReplies: ({ hangUp = false } = {}) => {
          mode = hangUp ? 'hang-up' : 'lose';
        },
        slowDown: (ms) => {
          slowMs = ms;
        },
        sent: () => sent,
        stop: () =>
          new Promise((stopped) => {
            for (const socket of sockets) socket.destroy();
            server.close(() => stopped());
          }),
      });
    });
  });
}
