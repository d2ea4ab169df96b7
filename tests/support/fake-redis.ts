import { createServer, type Socket } from 'node:net';

/** Raw RESP bytes, null for no reply at all, or `close` to drop the connection. */
export type FakeReply = string | Buffer | null | 'close';

export interface FakeRedis {
  readonly port: number;
  /** Every command that arrived, in order; the name in capitals. */
  readonly commands: readonly (readonly string[])[];
  /** How many connections were made so far. */
  connections(): number;
  stop(): Promise<void>;
}

/** A TCP server that answers each RESP command as the handler says: for replies no real server of ours gives. */
export function startFakeRedis(
  handler: (command: string[]) => FakeReply,
  options: { readonly greeting?: string } = {},
): Promise<FakeRedis> {
  const commands: string[][] = [];
  const sockets = new Set<Socket>();
  let connections = 0;
  const server = createServer((socket) => {
    connections += 1;
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    if (options.greeting !== undefined) socket.write(options.greeting);
    let pending: Buffer = Buffer.alloc(0);
    socket.on('data', (data) => {
      pending = Buffer.concat([pending, data]);
      for (let next = takeCommand(pending); next !== null; next = takeCommand(pending)) {
        pending = pending.subarray(next.length);
        commands.push(next.command);
        const reply = handler(next.command);
        if (reply === 'close') return socket.destroy();
        if (reply !== null && socket.writable) socket.write(reply);
      }
    });
  });
  return new Promise((resolve, reject) => {
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      if (address === null || typeof address === 'string') return reject(new Error('no port'));
      resolve({
        port: address.port,
        commands,
        connections: () => connections,
        stop: () =>
          new Promise((stopped) => {
            for (const socket of sockets) socket.destroy();
            server.close(() => stopped());
          }),
      });
    });
  });
}

/** The first whole command of the bytes: `*2 $4 INFO $12 commandstats`, its name in capitals. */
function takeCommand(bytes: Buffer): { command: string[]; length: number } | null {
  const header = lineAt(bytes, 0);
  if (header === null) return null;
  let at = header.end;
  const command: string[] = [];
  for (let left = Number(header.text.slice(1)); left > 0; left -= 1) {
    const size = lineAt(bytes, at);
    if (size === null) return null;
    const end = size.end + Number(size.text.slice(1));
    if (bytes.length < end + 2) return null;
    command.push(bytes.toString('utf8', size.end, end));
    at = end + 2;
  }
  const [name = '', ...args] = command;
  return { command: [name.toUpperCase(), ...args], length: at };
}

function lineAt(bytes: Buffer, from: number): { text: string; end: number } | null {
  const end = bytes.indexOf('\r\n', from);
  return end < 0 ? null : { text: bytes.toString('latin1', from, end), end: end + 2 };
}
