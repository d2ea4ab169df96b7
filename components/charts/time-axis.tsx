import type { Picture } from '@/lib/contracts/picture';
import type { Strings } from '../strings/en';
import { useStrings } from '../strings/use-strings';
import { clockTime, isSameDay } from '../ui/format';
import { ticksOf } from './axis';

const DAY_MS = 86_400_000;

function minutes(iso: string): string {
  return clockTime(iso).slice(0, 5);
}

/** `05:42 yesterday`; beyond two days the day alone says when. */
function firstLabel({ range, from, to }: Picture, strings: Strings): string {
  if (range !== '1h' && range !== '24h') return strings.format.monthDay(from);
  if (isSameDay(from, to)) return minutes(from);
  const dayBefore = new Date(Date.parse(to) - DAY_MS).toISOString();
  return isSameDay(from, dayBefore)
    ? strings.picture.yesterday(minutes(from))
    : `${strings.format.monthDay(from)}${strings.comma}${minutes(from)}`;
}

/** Where the first label is long and the room is small, the ticks beside it go. */
function tickClass(share: number): string {
  return share < 0.5 || share > 0.84 ? 'hidden @md:inline' : '';
}

/** The labels under a picture, in UTC. */
export function TimeAxis({ picture, ticks = true }: { picture: Picture; ticks?: boolean }) {
  const strings = useStrings();
  const label = picture.range === '1h' || picture.range === '24h' ? minutes : strings.format.monthDay;
  return (
    <div
      aria-hidden
      className="@container relative h-4 overflow-clip font-mono text-[0.6875rem] leading-4 whitespace-nowrap text-muted"
    >
      <span className="absolute left-0">{firstLabel(picture, strings)}</span>
      {ticks
        ? ticksOf(picture).map(({ at, share }) => (
            // Moved, not placed: time goes on, and nothing else is laid out for it.
            <span
              key={at}
              className={`absolute left-0 w-full text-left ${tickClass(share)}`}
              style={{ transform: `translateX(${(share * 100).toFixed(2)}%)` }}
            >
              <span className="inline-block -translate-x-1/2">{label(at)}</span>
            </span>
          ))
        : null}
      <span className="absolute right-0">{strings.picture.now}</span>
    </div>
  );
}
