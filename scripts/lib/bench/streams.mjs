import { connect } from 'node:net';

/** @typedef {import('./row.mjs').Run} Run */

/** How many connections are made at a time. */
const AT_ONCE = 50;
const END_OF_EVENT = Buffer.from('\n\n');

/**
 * Opens event streams, as so many pages have them open, and counts what arrives: raw, so that counting costs the machine little.
 * @param {Run} run
 * @param {string} url of the stream
 * @param {number} count
 */
export async function openStreams(run, url, count) {
  const { host, hostname, port, pathname } = new URL(url);
  const request = `GET ${pathname} HTTP/1.1\r\nHost: ${host}\r\nAccept: text/event-stream\r\n\r\n`;
  let events = 0;
  let bytes = 0;
  const one = () =>
    new Promise((resolve, reject) => {
      const socket = connect({ host: hostname, port: Number(port) }, () => socket.write(request));
      run.keep(() => void socket.destroy());
      socket.once('error', reject);
      socket.once('data', resolve);
      socket.on('data', (data) => {
        bytes += data.length;
        for (let at = data.indexOf(END_OF_EVENT); at >= 0; at = data.indexOf(END_OF_EVENT, at + 2)) events += 1;
      });
    });
  for (let made = 0; made < count; made += AT_ONCE) {
    await Promise.all(Array.from({ length: Math.min(AT_ONCE, count - made) }, one));
  }
  return { events: () => events, bytes: () => bytes };
}
