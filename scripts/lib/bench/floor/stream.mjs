/**
 * The least that telling open pages can cost: node:http alone, which writes one buffer to every open stream. `stream.mjs PORT`; each line
 * of its standard input is a text that goes to all of them.
 */
import { createServer } from 'node:http';
import { createInterface } from 'node:readline';

/** @type {Set<import('node:http').ServerResponse>} */
const open = new Set();

createServer((_request, response) => {
  response.writeHead(200, { 'Content-Type': 'text/event-stream; charset=utf-8', 'Cache-Control': 'no-store' });
  response.write(': open\n\n');
  open.add(response);
  response.on('close', () => open.delete(response));
}).listen(Number(process.argv[2]), '127.0.0.1');

createInterface({ input: process.stdin }).on('line', (line) => {
  const event = Buffer.from(`id: 1\nevent: instance\ndata: ${line}\n\n`);
  for (const response of open) response.write(event);
});
