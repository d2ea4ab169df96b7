import type { Picture, PictureColumn } from '@/lib/contracts/picture';
import { number } from '@/lib/domain/text/format';
import { useStrings } from '../strings/use-strings';
import { columnsByIndex } from './axis';
import { ChartFrame } from './chart-frame';
import { ChartGround } from './chart-ground';

type FigureOf = (column: PictureColumn) => number | null;

interface Props {
  picture: Picture;
  title: string;
  /** The latest figure, in words; null where it is not known. */
  latest: string | null;
  figureOf: FigureOf;
  tell: (figure: number) => string;
  /** What a dot stands for. */
  unit: string;
}

/** One figure of the saves by time, a dot for the largest of its column, and where saves failed. */
export function FigureChart({ picture, title, latest, figureOf, tell, unit }: Props) {
  const words = useStrings().picture;
  const figures = picture.columns.map(figureOf).filter((figure) => figure !== null);
  const largest = Math.max(0, ...figures);
  const isSeen = figures.length > 0;
  const failed = number(picture.columns.reduce((sum, column) => sum + column.failed, 0));
  const range = words.inRange[picture.range];
  return (
    <ChartFrame
      picture={picture}
      heading={
        <>
          {title} <strong className="font-semibold text-ink">{latest ?? words.notKnown}</strong>
        </>
      }
      label={isSeen ? words.figureSaid(title, range, tell(largest), failed) : words.figureNotSeen(title, range, failed)}
      most={isSeen && largest > 0 ? tell(largest) : ''}
      least={isSeen ? tell(0) : ''}
      unit={unit}
    >
      <ChartGround picture={picture} />
      <Dots picture={picture} figureOf={figureOf} largest={largest} />
      <Crosses picture={picture} />
    </ChartFrame>
  );
}

function Dots({ picture, figureOf, largest }: { picture: Picture; figureOf: FigureOf; largest: number }) {
  const columns = columnsByIndex(picture);
  const d = columns
    .map((column, i) => {
      const figure = column === undefined ? null : figureOf(column);
      return figure === null ? '' : `M${i + 0.5} ${96 - 78 * (largest === 0 ? 0 : figure / largest)}h0`;
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
