import type { Picture } from '@/lib/contracts/picture';
import { columnsByIndex, stretchesOf } from './axis';

/** What lies behind a chart: its two lines, the times in which saves failed, and below those in which the guard was off. */
export function ChartGround({ picture }: { picture: Picture }) {
  const columns = columnsByIndex(picture);
  const failed = stretchesOf(columns, (column) => (column?.failed ?? 0) > 0);
  const guardOff = stretchesOf(columns, (column) => column?.guardOff === true);
  return (
    <svg
      viewBox={`0 0 ${columns.length} 100`}
      preserveAspectRatio="none"
      aria-hidden
      className="absolute inset-0 size-full border-t border-b border-t-line border-b-edge"
    >
      <g data-state="rejecting-writes">
        {failed.map(([from, to]) => (
          <rect key={from} x={from} y="0" width={to - from} height="100" className="fill-tone opacity-10" />
        ))}
      </g>
      {guardOff.map(([from, to]) => (
        <rect
          key={from}
          x={from}
          y="96"
          width={to - from}
          height="4"
          className="fill-ink forced-colors:[fill:CanvasText]"
        />
      ))}
    </svg>
  );
}
