import { Agent, request } from 'node:http';
import { connect } from 'node:net';
import type { Asking } from './anonymous-variants';

/** Of an answer that goes on and on, so much is enough. */
const MOST_BYTES = 2 * 1024 * 1024;

/** All that came back, as one would see it on the wire. */
export interface RawAnswer {
  readonly status: number;
  readonly location: string | null;
  /** Headers and body. */
  readonly text: string;
}

/** Sends requests to one server as they are given; `end` closes what is kept open. */
export function rawClient(port: number) {
  const agent = new Agent({ keepAlive: true, maxSockets: 16 });
  return {
    send: (asking: Asking, until: (text: string) => boolean = () => false): Promise<RawAnswer> =>
      asking.version === '1.0' ? sendOldStyle(port, asking) : sendWith(agent, port, asking, until),
    end: () => agent.destroy(),
  };
}

function sendWith(
  agent: Agent,
  port: number,
  { method, target, headers }: Asking,
  until: (text: string) => boolean,
): Promise<RawAnswer> {
  const body = method === 'GET' || method === 'HEAD' || method === 'TRACE' ? null : '{}';
  const own = { host: `127.0.0.1:${port}`, origin: `http://127.0.0.1:${port}` };
  const type = body === null ? {} : { 'content-type': 'application/json', 'content-length': '2' };
  return new Promise((resolve, reject) => {
    const all = { ...own, ...type, ...headers };
    const outgoing = request({ agent, port, host: '127.0.0.1', method, path: target, headers: all });
    outgoing.on('response', (incoming) => {
      const head = JSON.stringify(incoming.rawHeaders);
      let text = head;
      const settle = (): void =>
        resolve({ status: incoming.statusCode ?? 0, location: incoming.headers.location ?? null, text });
      incoming.setEncoding('utf8');
      incoming.on('data', (part: string) => {
        text += part;
        if (text.length < MOST_BYTES && !until(text)) return;
        settle();
        outgoing.destroy();
      });
      incoming.on('end', settle);
      incoming.on('error', settle);
    });
    // Hung up without a word, as the door does to who wants to upgrade: nothing was told.
    const silence = (error: NodeJS.ErrnoException): void =>
      error.code === 'ECONNRESET' ? resolve({ status: 0, location: null, text: '' }) : reject(error);
    outgoing.on('error', silence);
    outgoing.end(body ?? undefined);
  });
}

function sendOldStyle(port: number, { method, target, headers }: Asking): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const lines = Object.entries({ host: `127.0.0.1:${port}`, ...headers }).map(([name, value]) => `${name}: ${value}`);
    const socket = connect({ port, host: '127.0.0.1' }, () => {
      socket.write(`${method} ${target} HTTP/1.0\r\n${lines.join('\r\n')}\r\n\r\n`);
    });
    let text = '';
    socket.on('data', (data) => (text += data.toString('utf8')));
    socket.on('close', () => {
      const location = /^location: (.*)$/im.exec(text.split('\r\n\r\n')[0] ?? '')?.[1]?.trim() ?? null;
      resolve({ status: Number(/^HTTP\/1\.\d (\d{3})/.exec(text)?.[1] ?? 0), location, text });
    });
    socket.on('error', reject);
  });
}
