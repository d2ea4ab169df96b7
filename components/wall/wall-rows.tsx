'use client';

import type { Believed } from '../instances/fleet-filter';
import { StateGlyph } from '../instances/state-glyph';
import { useStrings } from '../strings/use-strings';
import { useRoom } from './use-room';
import { CountLine } from './wall-counts';
import { countStates } from './wall-fleet';
import { arrange } from './wall-room';
import { WallLine, WallRow } from './wall-row';

/** So much of the foot, in em, has the line that sums up who is not named. */
const FOOT = 2;

/** Nothing to do: that is said once, and calmly. */
export function WallCalm({ text }: { text: string }) {
  return (
    <div className="flex min-h-0 flex-1 flex-col items-center justify-center gap-[1.2em] py-[2em] text-muted">
      <StateGlyph state="saved" className="size-[7em] shrink-0" />
      <p className="text-center text-[2em] leading-[1.2]">{text}</p>
    </div>
  );
}

/** Those that need somebody, as large as all of them fit; who does not fit is counted. Nothing scrolls: nobody stands there to scroll it. */
export function WallRows({ fleet }: { fleet: readonly Believed[] }) {
  const words = useStrings().wall;
  const [box, room] = useRoom<HTMLElement>();
  const all = arrange(fleet.length, room);
  const { scale, columns, isTwoLines, shown } =
    all.shown === fleet.length ? all : arrange(fleet.length, { ...room, height: room.height - FOOT });
  const others = fleet.slice(shown);
  const Row = isTwoLines ? WallRow : WallLine;
  return (
    <section ref={box} aria-label={words.needing} className="min-h-0 min-w-0 flex-1 wall:overflow-hidden">
      <ul
        style={{ fontSize: `${scale}em`, gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))` }}
        className={isTwoLines ? 'grid gap-[0.4em]' : 'grid gap-x-[1.2em] gap-y-[0.2em]'}
      >
        {fleet.slice(0, shown).map((one) => (
          <Row key={one.instance.id} one={one} />
        ))}
      </ul>
      {others.length === 0 ? null : (
        <p className="flex flex-wrap items-center gap-x-[1em] pt-[0.5em] text-[1.1em] leading-[1.3]">
          <span className="font-semibold">{words.more(others.length)}</span>
          <CountLine counts={countStates(others)} />
        </p>
      )}
    </section>
  );
}
