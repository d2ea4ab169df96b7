import Link from 'next/link';
import type { Picture } from '@/lib/contracts/picture';
import { incidentPath } from '../incidents/incident-path';
import { useStrings } from '../strings/use-strings';
import { Time } from '../ui/time';
import { shareAt } from './axis';

const WIDTH = 1000;
/** One of a minute in a month is seen as well. */
const NARROWEST = 4;

type Marked = NonNullable<Picture['incidents']>[number];

function spanOf(picture: Picture, { from, to }: Marked): { readonly x: number; readonly width: number } {
  const start = Math.max(0, shareAt(picture, from));
  const end = Math.min(1, to === null ? 1 : shareAt(picture, to));
  const x = Math.min(start * WIDTH, WIDTH - NARROWEST);
  return { x, width: Math.max(NARROWEST, (end - start) * WIDTH) };
}

/** The incidents of a picture on its time axis, and below them as links. */
export function IncidentBand({ picture }: { picture: Picture }) {
  const words = useStrings().incidents;
  const incidents = picture.incidents ?? [];
  if (incidents.length === 0) return null;
  return (
    <>
      <svg viewBox={`0 0 ${WIDTH} 4`} preserveAspectRatio="none" aria-hidden className="mt-1 block h-1.5 w-full">
        {incidents.map((incident) => (
          <g key={incident.number} data-state={incident.to === null ? 'rejecting-writes' : 'unknown'}>
            <rect
              {...spanOf(picture, incident)}
              y="0"
              height="4"
              className="fill-tone forced-colors:[fill:CanvasText]"
            />
          </g>
        ))}
      </svg>
      <ul aria-label={words.title} className="mt-1.5 flex flex-wrap gap-x-4 gap-y-1 text-[0.8125rem]">
        {incidents.map(({ number, from, to }) => (
          <li key={number}>
            <Link href={incidentPath(number)} prefetch={false} className="underline decoration-edge underline-offset-2">
              {words.numbered(String(number))}
            </Link>{' '}
            <span className="text-muted">
              <Time at={from} zone={false} />
              {' – '}
              {to === null ? words.state.open.toLowerCase() : <Time at={to} zone={false} />}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}
