import { request } from 'node:http';
import { connect } from 'node:net';
import { errorSchema } from '../../lib/contracts/error';

export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
  json(): unknown;
  /** The error of the contract; throws when the body is none. */
  error(): { readonly code: string; readonly message: string; readonly details: Readonly<Record<string, unknown>> };
}

export interface HttpAsk {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON unless it is text. */
  readonly body?: unknown;
}

/** One request; unlike fetch it sends whatever headers it is told to, Host and Origin among them. */
export function ask(
  url: string,
  path: string,
  { method = 'GET', headers = {}, body }: HttpAsk = {},
): Promise<HttpAnswer> {
  const payload = body === undefined ? null : typeof body === 'string' ? body : JSON.stringify(body);
  const size =
    payload === null || 'transfer-encoding' in headers ? {} : { 'content-length': Buffer.byteLength(payload) };
  const type = payload === null ? {} : { 'content-type': 'application/json', ...size };
  return new Promise((resolve, reject) => {
    const outgoing = request(
      `${url}${path}`,
      { method, headers: { ...type, ...headers }, agent: false },
      (incoming) => {
        let text = '';
        incoming.setEncoding('utf8');
        incoming.on('data', (part: string) => (text += part));
        incoming.on('error', reject);
        incoming.on('end', () => resolve(answerOf(incoming.statusCode ?? 0, incoming.headers, text)));
      },
    );
    outgoing.on('error', reject);
    outgoing.end(payload ?? undefined);
  });
}

function answerOf(status: number, headers: HttpAnswer['headers'], text: string): HttpAnswer {
  const json = (): unknown => JSON.parse(text);
  return { status, headers, text, json, error: () => errorSchema.parse(json()).error };
}

interface RawAnswer {
  /** 0 when the server hangs up without an answer. */
  readonly status: number;
  /** All that came, head and body. */
  readonly text: string;
}

/** What comes back for these bytes, until the server hangs up or `isEnough`. */
function exchange(port: number, bytes: string, isEnough: (text: string) => boolean): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1' }, () => socket.write(bytes));
    let text = '';
    const settle = (): void => {
      socket.destroy();
      resolve({ status: Number(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1] ?? 0), text });
    };
    socket.on('data', (data) => {
      text += data.toString('latin1');
      if (isEnough(text)) settle();
    });
    socket.on('close', settle);
    socket.on('error', reject);
  });
}

/** The status of the answer to these bytes, 0 when the server hangs up without one. */
export async function statusOfRaw(port: number, bytes: string): Promise<number> {
  return (await exchange(port, bytes, (text) => text.includes('\r\n'))).status;
}

/** The whole answer to these bytes, which have to ask for the connection to be closed; of a stream what it begins with. */
export function rawAnswer(port: number, bytes: string): Promise<RawAnswer> {
  return exchange(port, bytes, (text) => /content-type: text\/event-stream[\s\S]*\r\n\r\n/i.test(text));
}
