import 'server-only';
import { type IncomingMessage, request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';

/** A message as it is sent. */
export interface Message {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What came of sending it. `code` is Node's word for why there was no answer, `timeout` where there was none in time. */
export type Answer =
  | {
      readonly kind: 'answered';
      readonly status: number;
      /** The beginning of what it said; what stands in it may be a secret of ours. */
      readonly said: string;
      /** All that it said was read. */
      readonly isWhole: boolean;
      readonly retryAfter: string | null;
    }
  | { readonly kind: 'failed'; readonly code: string }
  /** Savepoint ends: nothing is known of it. */
  | { readonly kind: 'broken-off' };

/** Sends one message. */
export type Post = (message: Message, signal: AbortSignal) => Promise<Answer>;

export interface PostRules {
  readonly timeoutMs: number;
  /** May a connection go to this address? A name is looked up with `lookup`, which gives only those. */
  readonly mayConnect: (address: string, port: number) => boolean;
  readonly lookup: (port: number) => LookupFunction;
}

/** Of an answer only so much is read. */
const MOST_READ = 1024;

/**
 * Sends by HTTP or HTTPS: one request, all of it within `timeoutMs`, no redirect followed, and no more of the answer read than says why it was
 * refused. The proxy that Node is told of in the environment is gone through (NODE_USE_ENV_PROXY).
 */
export function postingBy({ timeoutMs, mayConnect, lookup }: PostRules): Post {
  return ({ url, headers, body }, signal) =>
    new Promise((resolve) => {
      const { protocol, hostname, port: given } = new URL(url);
      const port = Number(given || (protocol === 'https:' ? 443 : 80));
      const address = hostname.replace(/^\[(.*)\]$/, '$1');
      if (isIP(address) !== 0 && !mayConnect(address, port)) return resolve({ kind: 'failed', code: 'ERR_IP_BLOCKED' });
      const send = protocol === 'https:' ? httpsRequest : httpRequest;
      const length = String(Buffer.byteLength(body));
      const request = send(url, {
        method: 'POST',
        headers: { ...headers, 'content-length': length },
        lookup: lookup(port),
      });
      let answer: Answer = { kind: 'failed', code: 'timeout' };
      const end = (by: Answer): void => {
        clearTimeout(timer);
        signal.removeEventListener('abort', breakOff);
        request.destroy();
        resolve(by);
      };
      const breakOff = (): void => end({ kind: 'broken-off' });
      const timer = setTimeout(() => end(answer), timeoutMs);
      signal.addEventListener('abort', breakOff);
      request.on('error', (error) =>
        end(answer.kind === 'answered' ? answer : { kind: 'failed', code: codeOf(error) }),
      );
      request.on('response', (response) => {
        const read = (said: string, isWhole: boolean): void => void (answer = answered(response, said, isWhole));
        read('', false);
        readSome(response, read, () => end(answer));
      });
      if (signal.aborted) return breakOff();
      request.end(body);
    });
}

/** What it says is told as far as it came, also where its end does not come. */
function readSome(response: IncomingMessage, read: (said: string, isWhole: boolean) => void, end: () => void): void {
  let said = Buffer.alloc(0);
  response.on('data', (part: Buffer) => {
    said = Buffer.concat([said, part]).subarray(0, MOST_READ);
    read(said.toString('utf8'), false);
    if (said.length === MOST_READ) end();
  });
  response.on('end', () => read(said.toString('utf8'), said.length < MOST_READ));
  response.on('close', end);
}

function answered({ statusCode, headers }: IncomingMessage, said: string, isWhole: boolean): Answer {
  return { kind: 'answered', status: statusCode ?? 0, said, isWhole, retryAfter: headers['retry-after'] ?? null };
}

/** Of a name with several addresses each is tried: then the first error counts. */
function codeOf(error: Error): string {
  const inner: unknown = error instanceof AggregateError ? error.errors[0] : error;
  return inner instanceof Error && 'code' in inner ? String(inner.code) : 'unknown';
}
