/** Characters of a text that one may have read at once: some 10,000 lines of a log. */
export const MOST_TEXT = 1_000_000;
