import { Sentence } from '../steps.mjs';

/** A page gives up on an answer after this long. */
const PATIENCE_MS = 10_000;

/**
 * Asks the API as a page does; an answer that is an error is thrown as a sentence.
 * @param {string} url
 * @param {'GET' | 'POST' | 'PUT'} [method]
 * @param {unknown} [body]
 * @returns {Promise<any>} the JSON
 */
export async function ask(url, method = 'GET', body) {
  const reply = await fetch(url, {
    method,
    signal: AbortSignal.timeout(PATIENCE_MS),
    ...(body !== undefined && {
      // A page of Savepoint's own says where it comes from.
      headers: { 'Content-Type': 'application/json', Origin: new URL(url).origin },
      body: JSON.stringify(body),
    }),
  });
  const text = await reply.text();
  if (!reply.ok) throw new Sentence(`${method} ${new URL(url).pathname} was answered with ${reply.status}: ${text}`);
  return reply.headers.get('content-type')?.includes('json') ? JSON.parse(text) : text;
}
