import type { Picture } from '@/lib/contracts/picture';
import { number } from '@/lib/domain/text/format';
import { useStrings } from '../strings/use-strings';
import { columnCount } from './axis';
import { changesPath } from './changes-path';
import { ChartFrame } from './chart-frame';
import { ChartGround } from './chart-ground';

/** How many changes were in no snapshot, by time; `now` is the live figure, null when it is not known. */
export function ChangesChart({ picture, now }: { picture: Picture; now: number | null }) {
  const strings = useStrings();
  const words = strings.picture;
  const { line, area, most } = changesPath(picture);
  const isSeen = line !== '';
  const range = words.inRange[picture.range];
  return (
    <ChartFrame
      picture={picture}
      heading={
        <>
          {words.changes}{' '}
          <strong className="font-semibold text-ink">{now === null ? words.notKnown : number(now)}</strong>
        </>
      }
      label={isSeen ? words.changesSaid(range, number(most)) : words.changesNotSeen(range)}
      most={isSeen && most > 0 ? number(most) : ''}
      least={isSeen ? '0' : ''}
      unit={words.changesUnit}
    >
      <ChartGround picture={picture} />
      <svg
        viewBox={`0 0 ${columnCount(picture)} 100`}
        preserveAspectRatio="none"
        aria-hidden
        className="absolute inset-0 size-full"
      >
        <path d={area} className="fill-ink opacity-8 forced-colors:[fill:CanvasText]" />
        <path
          d={line}
          fill="none"
          vectorEffect="non-scaling-stroke"
          strokeWidth="1.5"
          strokeLinejoin="round"
          className="stroke-ink forced-colors:[stroke:CanvasText]"
        />
      </svg>
    </ChartFrame>
  );
}
