/** Characters of a text that one may have read as JSON: some 10,000 lines of a log. */
export const MOST_TEXT = 1_000_000;

/** Bytes of a file that one may have read as it is. */
export const MOST_FILE_BYTES = 64_000_000;
