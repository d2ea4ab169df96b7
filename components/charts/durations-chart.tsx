import type { Picture } from '@/lib/contracts/picture';
import { number } from '@/lib/domain/text/format';
import { useStrings } from '../strings/use-strings';
import { columnsByIndex } from './axis';
import { longestOf } from './bars';
import { ChartFrame } from './chart-frame';
import { ChartGround } from './chart-ground';

/** How long good saves took, by time, and where saves failed. `lastGood` in seconds, null when it is not known. */
export function DurationsChart({ picture, lastGood }: { picture: Picture; lastGood: number | null }) {
  const strings = useStrings();
  const words = strings.picture;
  const longest = longestOf(picture.columns);
  const isSeen = picture.columns.some(({ longestSeconds }) => longestSeconds !== null);
  const failed = number(picture.columns.reduce((sum, column) => sum + column.failed, 0));
  const range = words.inRange[picture.range];
  return (
    <ChartFrame
      picture={picture}
      heading={
        <>
          {words.durations}{' '}
          <strong className="font-semibold text-ink">
            {lastGood === null ? words.notKnown : words.lastGood(strings.format.duration(lastGood))}
          </strong>
        </>
      }
      label={
        isSeen
          ? words.durationsSaid(range, strings.format.duration(longest), failed)
          : words.durationsNotSeen(range, failed)
      }
      most={isSeen && longest > 0 ? strings.format.duration(longest) : ''}
      least={isSeen ? strings.format.duration(0) : ''}
      unit={words.durationsUnit}
    >
      <ChartGround picture={picture} />
      <Dots picture={picture} longest={longest} />
      <Crosses picture={picture} />
    </ChartFrame>
  );
}

function Dots({ picture, longest }: { picture: Picture; longest: number }) {
  const columns = columnsByIndex(picture);
  const d = columns
    .map((column, i) => {
      const seconds = column?.longestSeconds ?? null;
      return seconds === null ? '' : `M${i + 0.5} ${96 - 78 * (seconds / Math.max(1, longest))}h0`;
    })
    .join('');
  return (
    <svg
      viewBox={`0 0 ${columns.length} 100`}
      preserveAspectRatio="none"
      aria-hidden
      className="absolute inset-0 size-full"
    >
      <path
        d={d}
        fill="none"
        vectorEffect="non-scaling-stroke"
        strokeWidth="4"
        strokeLinecap="round"
        className="stroke-saved forced-colors:[stroke:CanvasText]"
      />
    </svg>
  );
}

/** Each in a box of its own, so that a stretched drawing does not bend it. */
function Crosses({ picture }: { picture: Picture }) {
  const columns = columnsByIndex(picture);
  return (
    <svg aria-hidden data-state="rejecting-writes" className="absolute inset-0 size-full">
      {columns.map((column, i) =>
        (column?.failed ?? 0) > 0 ? (
          <svg key={i} x={`${(((i + 0.5) / columns.length) * 100).toFixed(3)}%`} y="7" overflow="visible">
            <path
              d="M-2.25-2.25l4.5 4.5m0-4.5l-4.5 4.5"
              fill="none"
              strokeWidth="1.5"
              className="stroke-tone forced-colors:[stroke:CanvasText]"
            />
          </svg>
        ) : null,
      )}
    </svg>
  );
}
