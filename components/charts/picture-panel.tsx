'use client';

import type { Instance } from '@/lib/contracts/instance';
import type { Picture } from '@/lib/contracts/picture';
import { isLost } from '@/lib/swr/fetcher';
import { usePicture } from '@/lib/swr/use-picture';
import { useStrings } from '../strings/use-strings';
import { errorText } from '../strings/error-text';
import { Notice } from '../ui/notice';
import { ChangesChart } from './changes-chart';
import { FigureCharts } from './figure-charts';
import { FullStrip } from './full-strip';
import { IncidentBand } from './incident-band';
import { PictureTable } from './picture-table';
import { RangeLinks, useRange } from './range-links';

interface Props {
  instance: Instance;
  fallback?: Picture;
  lastGoodSeconds: number | null;
  /** Asks for the rows of one column. */
  onOpen: (picture: Picture, index: number) => void;
}

/** The history of an instance as a picture: the strip, its charts, and the same as a table. */
export function PicturePanel({ instance, fallback, lastGoodSeconds, onOpen }: Props) {
  const strings = useStrings();
  const range = useRange();
  const { data: picture, error } = usePicture(instance.id, range, fallback);
  const words = strings.picture;
  return (
    <section
      aria-labelledby="picture"
      aria-busy={picture?.range !== range}
      className="min-w-0 rounded-xl border border-line bg-surface p-4 sm:p-5"
    >
      <div className="mb-3 flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <h2 id="picture" className="text-[1rem] font-semibold">
          {words.title[picture?.range ?? range]}
        </h2>
        <RangeLinks range={range} />
      </div>
      {error === null || isLost(error) ? null : (
        <Notice title={words.error}>
          <p>{errorText(error, strings)}</p>
        </Notice>
      )}
      {picture === undefined ? (
        <p className="min-h-72 text-muted">{error === null ? words.loading : ''}</p>
      ) : (
        <>
          <FullStrip picture={picture} onOpen={(index) => onOpen(picture, index)} />
          <IncidentBand picture={picture} />
          <div className="mt-3 grid gap-x-6 gap-y-5 md:grid-cols-2">
            <ChangesChart picture={picture} now={instance.rdb.changesSinceLastSave} />
            <FigureCharts instance={instance} picture={picture} lastGoodSeconds={lastGoodSeconds} />
          </div>
          <PictureTable picture={picture} />
        </>
      )}
    </section>
  );
}
