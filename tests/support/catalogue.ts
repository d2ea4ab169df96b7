/** One entry of a catalogue of sentences by its path; a function is a sentence with something in it. */
export interface Entry {
  readonly path: string;
  readonly value: string | ((...given: never[]) => unknown);
}

/** All entries of a catalogue, however deep they lie. */
export function entriesOf(catalogue: object, path = ''): Entry[] {
  return Object.entries(catalogue).flatMap(([name, value]: [string, unknown]) => {
    const here = path === '' ? name : `${path}.${name}`;
    if (typeof value === 'string') return [{ path: here, value }];
    if (typeof value === 'function') return [{ path: here, value: value as (...given: never[]) => unknown }];
    return value !== null && typeof value === 'object' ? entriesOf(value, here) : [];
  });
}

export function pathsOf(catalogue: object): string[] {
  return entriesOf(catalogue)
    .map(({ path }) => path)
    .sort();
}

/** The fixed sentences of a catalogue, by their path. */
export function fixedOf(catalogue: object): Map<string, string> {
  return new Map(
    entriesOf(catalogue).flatMap(({ path, value }) => (typeof value === 'string' ? [[path, value] as const] : [])),
  );
}

/** What no sentence of ours may say (ux.md has why). */
export const NEVER_SAID: readonly (readonly [string, RegExp])[] = [
  ['an apology', /\b(?:oops|sorry|whoops)\b|哎呀|抱歉|对不起/i],
  ['a question whether one is sure', /are you sure|确定(?:要|吗)/i],
  ['a bare ERR', /(?<!")\bERR\b(?!")/],
  ['an exclamation mark in a sentence', /[a-z\u4e00-\u9fff][!！]/],
  ['"blocked writes" claimed as accepted', /accepting writes/i],
];

/** Three Latin words in a row that are no command, setting or literal of Redis: a sentence that was not translated. */
export function leftInEnglish(text: string): string[] {
  const own = text
    .replace(/Can’t save in background: fork: …/g, '')
    .replace(/"[^"]*"|GET \/api\/\S+|ACL SETUSER[^。]*|CONFIG (?:GET|SET|RESETSTAT)( dir)?/g, '')
    .replace(/No space left on device/g, '');
  return own.match(/\b[A-Za-z][a-z’]+ (?:[A-Za-z][a-z’]+ )+[A-Za-z][a-z’]+/g) ?? [];
}
