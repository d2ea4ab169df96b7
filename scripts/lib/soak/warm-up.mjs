import { step } from '../steps.mjs';
import { ask } from './ask.mjs';
import { pathsOf } from './clients.mjs';

/**
 * V8 compiles a function again each time it has run so often, up to thousands of times: what a page costs comes by how often it was
 * asked for, not by time. Pages that come once in minutes would still make memory grow after hours.
 */
const ROUNDS = 15;
const AT_ONCE = 2;

/**
 * Asks for every page and answer of every instance, again and again, before anything is measured; rejects where one is not as it should be.
 * @param {string} url
 * @param {readonly string[]} names
 */
export async function warmUp(url, names) {
  const paths = Array.from({ length: ROUNDS }, () => ['/api/instances', ...pathsOf(names)]).flat();
  const askNext = async () => {
    for (let path = paths.shift(); path !== undefined; path = paths.shift()) await ask(`${url}${path}`);
  };
  await step(`Asking for ${paths.length} pages and answers, so that what is compiled is compiled`, () =>
    Promise.all(Array.from({ length: AT_ONCE }, askNext)),
  );
}
