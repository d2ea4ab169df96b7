'use client';

import { lazy, Suspense } from 'react';
import type { BriefPicture } from '@/lib/contracts/picture';
import { whenIdle } from '../ui/on-idle';
import { untilLoaded } from '../ui/until-loaded';
import { StripPlace } from './strip-place';

const BriefStrip = lazy(async () => {
  await whenIdle();
  return { default: (await untilLoaded(() => import('./brief-strip'))).BriefStrip };
});

/** The strip of a card. The first HTML has it drawn; what draws it anew comes once the page is idle. Its place is kept until then. */
export function LaterStrip({ picture, axis }: { picture: BriefPicture | undefined; axis: boolean }) {
  if (picture === undefined) return <StripPlace axis={axis} />;
  return (
    <Suspense fallback={<StripPlace axis={axis} />}>
      <BriefStrip picture={picture} axis={axis} />
    </Suspense>
  );
}
