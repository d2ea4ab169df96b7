import { createServer } from 'node:net';
import { Sentence } from './steps.mjs';

/**
 * Whether this machine would let us listen there now.
 * @param {number} port
 * @param {string} [host]
 * @returns {Promise<boolean>}
 */
export function isFree(port, host = '127.0.0.1') {
  return new Promise((resolve) => {
    const server = createServer();
    server.on('error', () => resolve(false));
    server.listen(port, host, () => server.close(() => resolve(true)));
  });
}

/**
 * The first free port from one on.
 * @param {number} from
 */
export async function firstFree(from) {
  for (let port = from; port < from + 500; port += 1) if (await isFree(port)) return port;
  throw new Sentence(`No port from ${from} to ${from + 499} is free.`);
}

/** PORT as a number; null when it is not set. */
export function wantedPort() {
  if (!process.env.PORT) return null;
  const port = Number(process.env.PORT);
  if (Number.isInteger(port) && port >= 1 && port <= 65535) return port;
  throw new Sentence('PORT must be a number from 1 to 65535.');
}

/**
 * @param {number} port
 * @param {string} [host]
 */
export async function refuseTaken(port, host) {
  if (await isFree(port, host)) return;
  throw new Sentence(`Port ${port} is in use; end what listens there, or choose another with PORT=${port + 1}.`);
}
