'use client';

import Link from 'next/link';
import { useState } from 'react';
import type { PictureList } from '@/lib/contracts/picture';
import { number } from '@/lib/domain/text/format';
import { printable } from '@/lib/domain/text/printable';
import { isLost } from '@/lib/swr/fetcher';
import { fullPicture } from '@/lib/swr/full-picture';
import { usePictures } from '@/lib/swr/use-pictures';
import { errorText } from '../strings/error-text';
import { useStrings } from '../strings/use-strings';
import { Button } from '../ui/button';
import { Notice } from '../ui/notice';
import { pictureSentence } from './picture-text';
import { RangeLinks, useRange } from './range-links';
import { StripBars } from './strip-bars';
import { TimeAxis } from './time-axis';

interface Props {
  /** Those of the worst that the server rendered. */
  first?: PictureList;
  /** Of all instances, by their ids. */
  names: Readonly<Record<string, string>>;
}

/** Few enough to be read at one glance; worst first. */
const AT_FIRST = 12;

/** The strips of the fleet below each other, on one axis: what failed at the same time stands in one line. */
export function FleetStrips({ first, names }: Props) {
  const strings = useStrings();
  const words = strings.picture;
  const range = useRange();
  const [isAll, setAll] = useState(false);
  const { data, error } = usePictures(range, isAll ? null : AT_FIRST, range === '24h' ? first : undefined);
  const shown = (data?.pictures ?? []).map(fullPicture);
  const [any] = shown;
  const count = Object.keys(names).length;
  return (
    <section aria-labelledby="strips" className="min-w-0 rounded-xl border border-line bg-surface p-4 sm:p-5">
      <div className="mb-3 flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <div>
          <h2 id="strips" className="text-[1rem] font-semibold">
            {words.strips}
          </h2>
          <p className="text-[0.8125rem] text-muted">{words.stripsMeans}</p>
        </div>
        <RangeLinks range={range} />
      </div>
      {error === null || isLost(error) ? null : (
        <Notice title={words.error}>
          <p>{errorText(error, strings)}</p>
        </Notice>
      )}
      <ul className="space-y-1.5">
        {shown.map((picture) => (
          <li key={picture.instanceId} className="grid items-end gap-x-3 sm:grid-cols-[9rem_minmax(0,1fr)]">
            <Link
              href={`/instances/${encodeURIComponent(picture.instanceId)}?range=${range}`}
              prefetch={false}
              className="truncate text-[0.8125rem] underline decoration-transparent underline-offset-2 hover:decoration-edge"
            >
              {printable(names[picture.instanceId] ?? picture.instanceId)}
            </Link>
            <div role="img" aria-label={pictureSentence(picture, strings)}>
              <StripBars picture={picture} className="h-6" />
            </div>
          </li>
        ))}
      </ul>
      {any === undefined ? (
        <p className="min-h-24 text-muted">{error === null && data === undefined ? words.loading : ''}</p>
      ) : (
        <div className="mt-1 sm:pl-39">
          <TimeAxis picture={any} />
        </div>
      )}
      {!isAll && count > AT_FIRST ? (
        <Button className="mt-3" onClick={() => setAll(true)}>
          {words.stripsMore(number(count))}
        </Button>
      ) : null}
    </section>
  );
}
