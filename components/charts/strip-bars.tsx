import { useMemo } from 'react';
import type { InstanceStateName } from '@/lib/contracts/instance';
import type { Picture } from '@/lib/contracts/picture';
import { columnCount } from './axis';
import type { StripPaths } from './strip-paths';
import { HEIGHT, stripPaths } from './strip-paths';

const FORCED = 'forced-colors:[fill:CanvasText] forced-colors:[stroke:CanvasText]';
const LINE = { fill: 'none', vectorEffect: 'non-scaling-stroke' } as const;

function Toned({ state, d, outlined = false }: { state: InstanceStateName; d: string; outlined?: boolean }) {
  if (d === '') return null;
  return (
    <g data-state={state}>
      {outlined ? (
        <path d={d} {...LINE} className="stroke-tone forced-colors:[stroke:CanvasText]" strokeWidth="1.25" />
      ) : (
        <path d={d} className="fill-tone forced-colors:[fill:CanvasText]" />
      )}
    </g>
  );
}

/** Cuts and stripes are drawn in the colour of what lies behind, so that the shape is there without any colour. */
function Gaps({ d, width }: { d: string; width: number }) {
  if (d === '') return null;
  return <path d={d} {...LINE} strokeWidth={width} className="stroke-surface forced-colors:[stroke:Canvas]" />;
}

function Underline({ paths, columns }: { paths: StripPaths; columns: number }) {
  return (
    <svg viewBox={`0 0 ${columns} 1`} preserveAspectRatio="none" aria-hidden className="block h-1 w-full">
      {paths.guardOff.map(([from, to]) => (
        <rect key={from} x={from} y="0" width={to - from} height="0.8" className={`fill-ink ${FORCED}`} />
      ))}
    </svg>
  );
}

/** The drawing of the strip, for those who see it; whoever places it says the same in words. */
export function StripBars({
  picture,
  marked = null,
  className,
}: {
  picture: Picture;
  marked?: number | null;
  className: string;
}) {
  const columns = columnCount(picture);
  const paths = useMemo(() => stripPaths(picture), [picture]);
  return (
    <div>
      <svg
        viewBox={`0 0 ${columns} ${HEIGHT}`}
        preserveAspectRatio="none"
        aria-hidden
        className={`block w-full overflow-visible border-b border-edge ${className}`}
      >
        {marked === null ? null : (
          <rect x={marked} y="0" width="1" height={HEIGHT} className="fill-line forced-colors:[fill:Highlight]" />
        )}
        <path d={paths.saved} className="fill-edge forced-colors:[fill:CanvasText]" />
        <Toned state="rejecting-writes" d={paths.refusing} />
        <Toned state="not-saving" d={paths.failed} />
        <Gaps d={paths.cuts} width={1.5} />
        <Toned state="at-risk" d={paths.cancelled} outlined />
        <Toned state="unknown" d={paths.unknown} outlined />
        <Toned state="saving" d={paths.running} />
        <Gaps d={paths.stripes} width={1.25} />
        <path
          d={paths.unwatched}
          {...LINE}
          strokeWidth="2"
          strokeLinecap="round"
          className="stroke-muted forced-colors:[stroke:CanvasText]"
        />
        <path
          d={paths.restarts}
          {...LINE}
          strokeWidth="1.25"
          strokeDasharray="2.5 2"
          className="stroke-ink forced-colors:[stroke:CanvasText]"
        />
      </svg>
      <Underline paths={paths} columns={columns} />
    </div>
  );
}
