import type { Instance } from '@/lib/contracts/instance';
import type { Picture } from '@/lib/contracts/picture';
import { useStrings } from '../strings/use-strings';
import { FigureChart } from './figure-chart';
import { forkTime } from './picture-text';

interface Props {
  instance: Instance;
  picture: Picture;
  /** Of the last good save; null where it is not known. */
  lastGoodSeconds: number | null;
}

/** The latest that is known in the picture: Redis keeps only the fork of whatever forked last. */
function latestFork({ columns }: Picture): number | null {
  return (
    columns.findLast(({ longestForkMilliseconds }) => longestForkMilliseconds !== null)?.longestForkMilliseconds ?? null
  );
}

/** What a save costs: its time, the memory that it copies, and the pause of its fork. */
export function FigureCharts({ instance, picture, lastGoodSeconds }: Props) {
  const { picture: words, format } = useStrings();
  const copied = instance.rdb.lastCowBytes;
  const fork = latestFork(picture);
  const milliseconds = (figure: number): string => forkTime(figure, words);
  return (
    <>
      <FigureChart
        picture={picture}
        title={words.durations}
        latest={lastGoodSeconds === null ? null : words.lastGood(format.duration(lastGoodSeconds))}
        figureOf={({ longestSeconds }) => longestSeconds}
        tell={format.duration}
        unit={words.durationsUnit}
      />
      <FigureChart
        picture={picture}
        title={words.copied}
        latest={copied === null ? null : words.lastTold(format.bytes(copied))}
        figureOf={({ mostCopiedBytes }) => mostCopiedBytes}
        tell={format.bytes}
        unit={words.copiedUnit}
      />
      <FigureChart
        picture={picture}
        title={words.forks}
        latest={fork === null ? null : words.lastTold(milliseconds(fork))}
        figureOf={({ longestForkMilliseconds }) => longestForkMilliseconds}
        tell={milliseconds}
        unit={words.forksUnit}
      />
    </>
  );
}
