/** @typedef {{ errors: number, unhandled: number, warnings: number, first: string[] }} LogCount */

const EXAMPLES = 5;

/**
 * What the log of a server holds that should not be there. Lines that are not ours (Next, Node) count where they tell of an
 * error that nobody caught.
 * @param {string} text
 * @returns {LogCount}
 */
export function countLog(text) {
  const lines = text.split('\n').filter((line) => line !== '');
  const kinds = lines.map((line) => ({ line, kind: kindOf(line) }));
  const bad = kinds.filter(({ kind }) => kind === 'errors' || kind === 'unhandled').map(({ line }) => line);
  const count = (/** @type {ReturnType<typeof kindOf>} */ wanted) => kinds.filter(({ kind }) => kind === wanted).length;
  return {
    errors: count('errors'),
    unhandled: count('unhandled'),
    warnings: count('warnings'),
    first: bad.slice(0, EXAMPLES),
  };
}

/** @param {string} line */
function kindOf(line) {
  if (/unhandled|uncaught/i.test(line)) return 'unhandled';
  const level = levelOf(line);
  if (level === 'error' || level === 'fatal') return 'errors';
  return level === 'warn' ? 'warnings' : 'other';
}

/** Next marks its errors with a cross. @param {string} line @returns {unknown} */
function levelOf(line) {
  if (line.trimStart().startsWith('⨯')) return 'error';
  try {
    return JSON.parse(line).level;
  } catch {
    return null;
  }
}
