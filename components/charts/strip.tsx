import type { Picture } from '@/lib/contracts/picture';
import { pictureSentence } from './picture-text';
import { StripBars } from './strip-bars';
import { TimeAxis } from './time-axis';
import { useStrings } from '../strings/use-strings';

/** The strip of a card: one picture, said in one sentence. Its height is the same whatever it shows, and before it is there. */
export function Strip({ picture, axis = false }: { picture: Picture | undefined; axis?: boolean }) {
  const strings = useStrings();
  if (picture === undefined) return <StripPlace axis={axis} />;
  return (
    <div role="img" aria-label={pictureSentence(picture, strings)}>
      <StripBars picture={picture} className="h-7" />
      {axis ? <TimeAxis picture={picture} /> : null}
    </div>
  );
}

function StripPlace({ axis }: { axis: boolean }) {
  return (
    <div aria-hidden>
      <div className="mb-1 h-7 border-b border-line" />
      {axis ? <div className="h-4" /> : null}
    </div>
  );
}
