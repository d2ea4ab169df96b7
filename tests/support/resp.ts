import { connect } from 'node:net';

/** A bulk string reply. */
export function bulk(text: string): string {
  return `$${Buffer.byteLength(text)}\r\n${text}\r\n`;
}

/** An array reply of bulk strings, as CONFIG GET gives it. */
export function bulks(...texts: readonly string[]): string {
  return `*${texts.length}\r\n${texts.map(bulk).join('')}`;
}

/** The first line a server answers to PING on a new connection, e.g. `+PONG`; rejects when it does not within 2 s. */
export function firstLineOfPing(port: number, host = '127.0.0.1'): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host });
    let text = '';
    const fail = (error: Error) => {
      socket.destroy();
      reject(error);
    };
    socket.setTimeout(2000, () => fail(new Error('no answer to PING')));
    socket.on('error', fail);
    socket.on('close', () => reject(new Error('closed before an answer to PING')));
    socket.on('connect', () => socket.write('PING\r\n'));
    socket.on('data', (data) => {
      text += data.toString('latin1');
      const end = text.indexOf('\r\n');
      if (end < 0) return;
      resolve(text.slice(0, end));
      socket.destroy();
    });
  });
}
