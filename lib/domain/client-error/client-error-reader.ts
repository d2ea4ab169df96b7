import { clientErrorIn, type ClientError } from './client-error';
import { Excerpt } from './excerpt';
import { lookAlikeIn } from './look-alike';

/** What may be an error of Redis, in a line of whatever application. One look at each of very many lines has to be a short one. */
const SAYS_SOMETHING =
  /EXECABORT|NOREPLICAS|MASTERDOWN|CLUSTERDOWN|discarded|not allowed|read[ -]?only|used memory|[Nn]ot enough|loading the|Link with|slot not|cluster is|refused|REFUSED|not possible|timed|TIMEDOUT|[Tt]imeout/;

/**
 * Finds the error in the log of an application, however long that is: it keeps the lines around the first MISCONF, and around the
 * first other error.
 */
export class ClientErrorReader {
  readonly #refused = new Excerpt((line) => line.includes('MISCONF') && /\bMISCONF\b/.test(line));
  readonly #other = new Excerpt((line) => SAYS_SOMETHING.test(line) && lookAlikeIn(line) !== null);

  add(line: string): void {
    this.#refused.add(line);
    this.#other.add(line);
  }

  /** The error of the lines so far; null where there is none. */
  end(): ClientError | null {
    const refused = this.#refused.text();
    if (refused !== null) return clientErrorIn(refused);
    const other = this.#other.text();
    return other === null ? null : clientErrorIn(other);
  }
}
