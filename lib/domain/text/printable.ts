/**
 * What nobody sees, or what steers a line or a terminal: control, bidi and zero-width characters, tags, variation selectors, letters
 * without a shape, line and paragraph separators, halves of a pair.
 */
const HIDDEN = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;

/** Text from outside with hidden characters shown as escapes, so that nothing can pose as another. */
export function printable(text: string): string {
  return printableBut('', text);
}

/** The same, but for characters that are text where it is going, such as line ends. */
export function printableBut(kept: string, text: string): string {
  return text.replace(HIDDEN, (char) => (kept.includes(char) ? char : char.split('').map(escapeOf).join('')));
}

function escapeOf(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** Is nothing hidden in it? */
export function isPrintable(text: string): boolean {
  return text.search(HIDDEN) === -1;
}
