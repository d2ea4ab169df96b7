import { count, number } from '../../text/format';

/** What a pasted text is, in a sentence. */
export const explain = {
  counted: (saved: number, failed: number, other: number) => {
    const parts = [
      `${number(saved)} saved`,
      `${number(failed)} failed`,
      ...(other === 0 ? [] : [`${number(other)} other`]),
    ];
    return `A Redis log that tells of ${count(saved + failed + other, 'attempt')} to save: ${parts.join(', ')}.`;
  },
  noSaves: (lines: number) => `A Redis log of ${count(lines, 'line')} that tells of no save.`,
  times: 'It names no time zone: its times stand here as if they were UTC.',
  unknown: 'Neither lines of a Redis log nor a refusal to write (MISCONF) were found in this text.',
  tryLog: 'Paste lines of the log of the Redis server, or the whole error that a client got.',
  sawRdb: 'Only the log of that Redis names why the save failed: paste it here.',
  noText: {
    compressed: 'This file is compressed: nothing in it could be read.',
    'rdb-file': 'This is an RDB file, the data themselves, and no log.',
    binary: 'This is no text: nothing in it could be read.',
  },
  tryText: {
    compressed: 'Unpack it first (gunzip, unzstd, unxz or unzip), then choose the log that was in it.',
    'rdb-file': 'Choose the log of that Redis: CONFIG GET logfile names it.',
    binary: 'Choose the log of the Redis server, as plain text.',
  },
};
