'use client';

import type { Instance } from '@/lib/contracts/instance';
import { useFreshness } from '@/lib/swr/use-freshness';
import { stateWord } from '../strings/spoken';
import { useFirstStrings } from '../strings/use-strings';
import { Ago, Lasting } from '../ui/age';
import { StateGlyph } from './state-glyph';

/** How long: since the state began, or for a saved instance how old its save is. */
function Extent({ instance, compact }: { instance: Instance; compact: boolean }) {
  const strings = useFirstStrings();
  if (instance.state === 'saved') {
    return instance.rdb.lastGoodSaveAt === null ? null : <Ago at={instance.rdb.lastGoodSaveAt} />;
  }
  if (instance.since === null || instance.state === 'no-persistence') return null;
  return (
    <>
      {compact ? null : strings.lasts}
      {instance.sinceAtLeast ? strings.lastsAtLeast : null}
      <Lasting since={instance.since} />
    </>
  );
}

/** Glyph and word of a state, as a person may believe it. */
export function StateWord({ instance, stale, large }: { instance: Instance; stale: boolean; large: boolean }) {
  const strings = useFirstStrings();
  return (
    <span className="flex items-center gap-2 text-tone">
      <StateGlyph
        state={stale ? 'unknown' : instance.state}
        className={large ? 'size-5.5 shrink-0' : 'size-4.5 shrink-0'}
      />
      <span className={large ? 'text-[0.9375rem] font-semibold' : 'text-[0.84375rem] font-semibold'}>
        {stale ? strings.stale : stateWord(instance, strings)}
      </span>
    </span>
  );
}

/** Glyph, word and duration of a state; past the stale limit the word is "Stale" and the state only its last known one. */
export function StateLine({ instance, size = 'large' }: { instance: Instance; size?: 'large' | 'compact' }) {
  const strings = useFirstStrings();
  const stale = useFreshness(instance) !== 'fresh' && instance.state !== 'unknown';
  const large = size === 'large';
  return (
    <p className="flex min-w-0 items-center gap-2">
      <StateWord instance={instance} stale={stale} large={large} />
      {/* Another text, not the same one moved: the words before it are of another length. */}
      <span key={String(stale)} className="truncate text-muted">
        {stale ? (
          strings.staleWas(stateWord(instance, strings).toLowerCase())
        ) : (
          <Extent instance={instance} compact={!large} />
        )}
      </span>
    </p>
  );
}
