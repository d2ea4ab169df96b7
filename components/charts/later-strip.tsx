'use client';

import { lazy, memo, Suspense, useEffect, useState } from 'react';
import type { BriefPicture } from '@/lib/contracts/picture';
import { whenIdle } from '../ui/on-idle';
import { untilLoaded } from '../ui/until-loaded';
import { StripPlace } from './strip-place';

const BriefStrip = lazy(async () => {
  await whenIdle();
  return { default: (await untilLoaded(() => import('./brief-strip'))).BriefStrip };
});

interface Props {
  picture: BriefPicture | undefined;
  axis: boolean;
}

/**
 * The strip of a card. The first HTML has it drawn; what draws it anew comes once the page is idle. Until then it stays as it is: React
 * takes away what it cannot draw yet when it is given something new.
 */
export function LaterStrip({ picture, axis }: Props) {
  const [first, setFirst] = useState(picture);
  const [isDrawn, setDrawn] = useState(false);
  if (first === undefined && picture !== undefined) setFirst(picture);
  return <Strip picture={isDrawn ? picture : first} axis={axis} onDrawn={setDrawn} />;
}

const Strip = memo(function Strip({ picture, axis, onDrawn }: Props & { onDrawn: (isDrawn: true) => void }) {
  if (picture === undefined) return <StripPlace axis={axis} />;
  return (
    <Suspense fallback={<StripPlace axis={axis} />}>
      <BriefStrip picture={picture} axis={axis} />
      <Drawn onDrawn={onDrawn} />
    </Suspense>
  );
});

/** Stands beside what has to be drawn first. */
function Drawn({ onDrawn }: { onDrawn: (isDrawn: true) => void }) {
  useEffect(() => onDrawn(true), [onDrawn]);
  return null;
}
