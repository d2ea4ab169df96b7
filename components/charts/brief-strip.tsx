'use client';

import type { BriefPicture } from '@/lib/contracts/picture';
import { fullPicture } from '@/lib/swr/full-picture';
import { useStrings } from '../strings/use-strings';
import { pictureSentence } from './picture-text';
import { StripBars } from './strip-bars';
import { TimeAxis } from './time-axis';

/** The strip of a card: one picture, said in one sentence. Its height is the same whatever it shows. */
export function BriefStrip({ picture: brief, axis }: { picture: BriefPicture; axis: boolean }) {
  const strings = useStrings();
  const picture = fullPicture(brief);
  return (
    <div role="img" aria-label={pictureSentence(picture, strings)}>
      <StripBars picture={picture} className="h-7" />
      {axis ? <TimeAxis picture={picture} /> : null}
    </div>
  );
}
