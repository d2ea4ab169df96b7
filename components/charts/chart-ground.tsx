import type { Picture } from '@/lib/contracts/picture';
import { columnsByIndex, stretchesOf } from './axis';

/** What lies behind a chart: its two lines, and the times in which saves failed. */
export function ChartGround({ picture }: { picture: Picture }) {
  const columns = columnsByIndex(picture);
  const failed = stretchesOf(columns, (column) => (column?.failed ?? 0) > 0);
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
    </svg>
  );
}
