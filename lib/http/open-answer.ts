import 'server-only';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { log } from '../log/log';
import { compressed } from './compressed';

/** A good answer that stays open: its head is sent, and from then on `begin` writes to the connection itself. */
export class OpenAnswer extends Response {
  readonly begin: (connection: ServerResponse) => void;

  constructor(headers: Readonly<Record<string, string>>, begin: (connection: ServerResponse) => void) {
    super(null, { headers });
    this.begin = begin;
  }
}

/**
 * Answers a request of node:http by the handler of its path and method, without Next between: what that checks, says and refuses is the same as
 * behind it. Never rejects.
 */
export async function answerOnConnection(
  handle: (request: Request) => Promise<Response>,
  request: IncomingMessage,
  connection: ServerResponse,
): Promise<void> {
  try {
    const answer = await handle(requestOf(request));
    // Who has left meanwhile is told nothing, and "close" has been by then.
    if (connection.destroyed) return;
    connection.statusCode = answer.status;
    for (const [name, value] of answer.headers) connection.setHeader(name, value);
    if (answer instanceof OpenAnswer) return answer.begin(connection);
    connection.end(await compressed(await answer.text(), request, connection));
  } catch (error) {
    log.error({ where: request.url, error }, 'an answer at the door broke off');
    connection.destroy();
  }
}

/** Without its body: what is answered here is read. */
function requestOf({ url, method = 'GET', headers }: IncomingMessage): Request {
  const given = Object.entries(headers).map(([name, value]) => [name, [value ?? []].flat().join(', ')] as const);
  return new Request(`http://door${url ?? '/'}`, { method, headers: new Headers(given.map(([...pair]) => pair)) });
}
