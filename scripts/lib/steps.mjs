/** What a person sees while a script works. No third-party import: these run before anything is installed. */

/** Something that went wrong in a way a person can act on: told as its sentence, without a stack trace. */
export class Sentence extends Error {}

/** @param {string} line */
export function say(line) {
  process.stdout.write(`${line}\n`);
}

/**
 * Does one step and shows that it goes on.
 * @template T
 * @param {string} title
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function step(title, work) {
  const started = Date.now();
  const seconds = () => Math.round((Date.now() - started) / 1000);
  say(`${title} …`);
  const timer = setInterval(() => say(`  still at it after ${seconds()} s`), 10_000);
  try {
    const result = await work();
    say(`  done (${seconds()} s)`);
    return result;
  } finally {
    clearInterval(timer);
  }
}

/**
 * Runs a script's work; its end is the end of the process.
 * @param {() => Promise<number | void>} work resolves to the exit code, 0 unless given
 */
export async function main(work) {
  try {
    process.exit((await work()) ?? 0);
  } catch (error) {
    process.stderr.write(
      `${error instanceof Sentence ? error.message : error instanceof Error ? error.stack : error}\n`,
    );
    process.exit(1);
  }
}
