'use client';

import type { KeyboardEvent, PointerEvent } from 'react';
import { useId, useState } from 'react';
import type { Picture } from '@/lib/contracts/picture';
import { useStrings } from '../strings/use-strings';
import { Button } from '../ui/button';
import { HeldHeight } from '../ui/held-height';
import { columnCount, columnsByIndex, indexAt, spanOf } from './axis';
import { columnText, pictureSentence } from './picture-text';
import { StripBars } from './strip-bars';
import { TimeAxis } from './time-axis';

/** Where a key leads from a column; null for a key that is none of ours. */
function stepOf(key: string, index: number, last: number): number | null {
  if (key === 'ArrowLeft' || key === 'ArrowDown') return Math.max(0, index - 1);
  if (key === 'ArrowRight' || key === 'ArrowUp') return Math.min(last, index + 1);
  if (key === 'Home') return 0;
  if (key === 'End') return last;
  return null;
}

/** The column that is looked at, kept by its time: columns move on while the page stays open. */
function useLooked(picture: Picture) {
  const [looked, setLooked] = useState<string | null>(null);
  const isInside = looked !== null && looked >= picture.from && looked < picture.to;
  return {
    index: isInside ? indexAt(picture, looked) : null,
    look: (index: number | null) => setLooked(index === null ? null : spanOf(picture, index).from),
  };
}

/** The strip of the instance page: one stop of the Tab key, in which the arrows move through time. */
export function FullStrip({ picture, onOpen }: { picture: Picture; onOpen: (index: number) => void }) {
  const strings = useStrings();
  const { index, look } = useLooked(picture);
  const help = useId();
  const last = columnCount(picture) - 1;

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Enter') return onOpen(index ?? last);
    const next = stepOf(event.key, index ?? last, last);
    if (next === null) return;
    event.preventDefault();
    look(next);
  };
  const onPointer = ({ clientX, currentTarget }: PointerEvent): void => {
    const { left, width } = currentTarget.getBoundingClientRect();
    look(Math.min(last, Math.max(0, Math.floor(((clientX - left) / width) * (last + 1)))));
  };

  return (
    <div>
      <div
        role="slider"
        tabIndex={0}
        aria-label={strings.picture.columns}
        aria-describedby={help}
        aria-valuemin={0}
        aria-valuemax={last}
        aria-valuenow={index ?? last}
        aria-valuetext={columnText(picture, index ?? last, strings)}
        onKeyDown={onKeyDown}
        onFocus={() => index === null && look(last)}
        onPointerDown={onPointer}
        onPointerMove={onPointer}
        className="cursor-crosshair touch-pan-y rounded-sm pt-1"
      >
        <StripBars picture={picture} marked={index} className="h-16" />
      </div>
      <p id={help} className="sr-only">
        {strings.picture.columnsHelp}
      </p>
      <TimeAxis picture={picture} />
      <Looked picture={picture} index={index} onOpen={onOpen} />
    </div>
  );
}

/** What is looked at, in words; before that, what all of it is. Its place is kept, so that nothing moves. */
function Looked({
  picture,
  index,
  onOpen,
}: {
  picture: Picture;
  index: number | null;
  onOpen: (index: number) => void;
}) {
  const strings = useStrings();
  const column = index === null ? undefined : columnsByIndex(picture)[index];
  return (
    <HeldHeight className="mt-1 flex min-h-11 flex-wrap items-center justify-between gap-x-3 text-[0.8125rem]">
      <p className={index === null ? 'text-muted' : ''}>
        {index === null ? pictureSentence(picture, strings) : columnText(picture, index, strings)}
      </p>
      {index === null || column === undefined ? null : (
        <Button look="quiet" onClick={() => onOpen(index)}>
          {strings.picture.toRows}
        </Button>
      )}
    </HeldHeight>
  );
}
