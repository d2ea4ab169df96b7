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
  rdb: 'An error of a client: Redis refuses writes (MISCONF) because its last RDB save failed. The client is not at fault.',
  aof: (error: string | null) =>
    `An error of a client: Redis refuses writes (MISCONF) because it cannot write its AOF${error === null ? '' : `: ${error}`}. Switching the guard off does not help.`,
  unknown: 'Neither lines of a Redis log nor a refusal to write (MISCONF) were found in this text.',
  tryLog: 'Paste lines of the log of the Redis server, or the whole error that a client got.',
  sawRdb: 'Only the log of that Redis names why the save failed: paste it here.',
};
