import { createServer, request, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, it } from 'vitest';
import * as fleet from '../../app/api/instances/route';
import { isAnsweredHere } from '../../lib/http/door';
import { ACCESS, holdStub, viewOf } from '../support/stub-savepoint';

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

const PATH = '/api/instances';

let server: Server;
let url: string;
/** What was left to Next. */
let left: string[];

beforeEach(async () => {
  left = [];
  server = createServer((incoming, answer) => {
    if (isAnsweredHere(incoming, answer)) return;
    left.push(`${incoming.method} ${incoming.url}`);
    answer.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  url = `http://127.0.0.1:${port}`;
  holdStub({ instances: () => [viewOf('a')], access: { ...ACCESS, hosts: [`127.0.0.1:${port}`] } });
});

afterEach(() => new Promise((resolve) => server.close(resolve)));

/** Node's own client takes nothing apart that was compressed. */
function ask(path: string, method: string, headers: Record<string, string> = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    request(`${url}${path}`, { method, headers, agent: false }, (answer) => {
      void buffer(answer).then(
        (body) => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body }),
        reject,
      );
    })
      .on('error', reject)
      .end();
  });
}

it('the door answers what is asked for first as the route does, and leaves everything else of that path to it', async () => {
  const byRoute = await fleet.GET(new Request(`${url}${PATH}`, { headers: { host: new URL(url).host } }));
  const atDoor = await ask(PATH, 'GET');
  expect([atDoor.status, atDoor.body.toString()]).toEqual([byRoute.status, await byRoute.text()]);
  for (const [name, value] of byRoute.headers) expect(atDoor.headers[name]).toBe(value);
  const head = await ask(PATH, 'HEAD');
  expect([head.status, head.body.length]).toEqual([200, 0]);
  expect(left).toEqual([]);

  await ask(PATH, 'POST');
  await ask(`${PATH}/a`, 'GET');
  await ask(`${PATH}/`, 'GET');
  expect(left).toEqual([`POST ${PATH}`, `GET ${PATH}/a`, `GET ${PATH}/`]);
});

it('who may not read is told nothing there either', async () => {
  expect((await ask(PATH, 'GET', { host: 'evil.example' })).status).toBe(421);
  expect((await ask(PATH, 'GET', { authorization: 'Bearer none' })).status).toBe(401);
});

it.each([
  ['gzip', 'gzip'],
  ['br, gzip;q=0.5', 'gzip'],
  ['deflate,GZIP', 'gzip'],
  ['gzip;q=0', undefined],
  ['gzip; q=0.0, br', undefined],
  ['br', undefined],
  ['', undefined],
])('to a reader that takes “%s” it is sent as %s', async (accepts, encoding) => {
  const plain = await ask(PATH, 'GET');
  const answer = await ask(PATH, 'GET', { 'accept-encoding': accepts });
  expect([answer.headers['content-encoding'], answer.headers.vary]).toEqual([encoding, 'Accept-Encoding']);
  const body = encoding === 'gzip' ? gunzipSync(answer.body) : answer.body;
  expect(body.toString()).toBe(plain.body.toString());
});
