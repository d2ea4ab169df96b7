/** Control, bidi and zero-width characters, soft hyphens, line and paragraph separators. */
const HIDDEN = /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g;

/** Text from outside with hidden characters shown as escapes, so that nothing can pose as another. */
export function printable(text: string): string {
  return printableBut('', text);
}

/** The same, but for characters that are text where it is going, such as line ends. */
export function printableBut(kept: string, text: string): string {
  return text.replace(HIDDEN, (char) =>
    kept.includes(char) ? char : `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** Is nothing hidden in it? */
export function isPrintable(text: string): boolean {
  return text.search(HIDDEN) === -1;
}
