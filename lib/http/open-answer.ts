import 'server-only';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { log } from '../log/log';
import type { RouteHandler } from './guarded';

type Verbs = Readonly<Record<string, RouteHandler>>;

/** A good answer that stays open: its head is sent, and from then on `begin` writes to the connection itself. */
export class OpenAnswer extends Response {
  readonly begin: (connection: ServerResponse) => void;

  constructor(headers: Readonly<Record<string, string>>, begin: (connection: ServerResponse) => void) {
    super(null, { headers });
    this.begin = begin;
  }
}

/**
 * Answers a request of node:http by the handlers of a path, without Next between: what they check, say and refuse is the same as behind it.
 * Never rejects. `verbs` has every method that the door lets through.
 */
export async function answerOnConnection(
  verbs: Verbs,
  request: IncomingMessage,
  connection: ServerResponse,
): Promise<void> {
  try {
    const answer = await verbs[request.method ?? '']?.(requestOf(request));
    // Who has left meanwhile is told nothing, and "close" has been by then.
    if (connection.destroyed) return;
    if (answer === undefined) throw new Error('The door let a method through that nobody answers.');
    connection.statusCode = answer.status;
    for (const [name, value] of answer.headers) connection.setHeader(name, value);
    if (answer instanceof OpenAnswer) answer.begin(connection);
    else connection.end(await answer.text());
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
