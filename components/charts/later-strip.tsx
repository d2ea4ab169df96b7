'use client';

import type { ComponentType } from 'react';
import { lazy, startTransition, useEffect, useState } from 'react';
import type { BriefPicture } from '@/lib/contracts/picture';
import { loadAllStrings } from '../strings/use-strings';
import { whenIdle } from '../ui/on-idle';
import { untilLoaded } from '../ui/until-loaded';
import { useHydrated } from '../ui/use-hydrated';
import { StripPlace } from './strip-place';

interface Props {
  picture: BriefPicture | undefined;
  axis: boolean;
}

type Drawing = ComponentType<Props & { picture: BriefPicture }>;

const load = async (): Promise<Drawing> => (await untilLoaded(() => import('./brief-strip'))).BriefStrip;

/**
 * The server waits for it. In `<Suspense>` it would come after the page, as hidden HTML that a script puts in its place: the cards would be
 * laid out twice before anything is seen, and without JavaScript there would be no strip.
 */
const OnServer = lazy(async () => ({ default: await load() }));

let loaded: Drawing | null = null;
let loading: Promise<Drawing> | null = null;

/** What draws strips, once the page is idle; the same promise each time. */
function whenLoaded(): Promise<Drawing> {
  loading ??= whenIdle()
    .then(() => Promise.all([load(), untilLoaded(loadAllStrings)]))
    .then(([drawing]) => (loaded = drawing));
  return loading;
}

/**
 * The strip of a card. The first HTML has it drawn; what draws it anew comes once the page is idle. Until then it stays as the server drew
 * it: React takes over its place without looking at what is in it.
 */
export function LaterStrip({ picture, axis }: Props) {
  const isHydrated = useHydrated();
  const [isDrawnFirst] = useState(!isHydrated);
  const [Drawing, setDrawing] = useState(() => loaded);
  useEffect(() => {
    let isGone = false;
    void whenLoaded().then((part) => (isGone ? undefined : startTransition(() => setDrawing(() => part))));
    return () => {
      isGone = true;
    };
  }, []);
  if (typeof window === 'undefined')
    return <div>{picture === undefined ? <StripPlace axis={axis} /> : <OnServer picture={picture} axis={axis} />}</div>;
  if (picture !== undefined && Drawing !== null) return <Drawing picture={picture} axis={axis} />;
  // Of a text React does not look for anything else, and here it is told that the text may differ.
  if (isDrawnFirst) return <div suppressHydrationWarning>{''}</div>;
  return <StripPlace axis={axis} />;
}
