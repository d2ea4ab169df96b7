'use client';

import type { ReactNode } from 'react';
import type { Instance } from '@/lib/contracts/instance';
import { useFreshness } from '@/lib/swr/use-freshness';
import { useFirstStrings } from '../strings/use-strings';
import { ReadAge } from '../ui/age';
import { classNames } from '../ui/class-names';
import { printable } from '@/lib/domain/text/printable';
import { ApprovalNotice } from './approval-notice';
import { Identity, IdentityBadges, type CardHeading } from './identity';
import { SaveProgress } from './save-progress';
import { SlowChip } from './slow-fact';
import { StateLine, StateWord } from './state-line';

function Unsaved({ instance }: { instance: Instance }) {
  const strings = useFirstStrings();
  const changes = instance.rdb.changesSinceLastSave;
  if (changes === null) return <>{strings.exposure.changesUnknown}</>;
  return <>{strings.format.count(changes, strings.exposure.unsavedChange)}</>;
}

interface Props {
  instance: Instance;
  strip?: ReactNode;
  heading?: CardHeading;
  /** False: out of view. Then it has what one searches for, and nothing that counts seconds. */
  isNear?: boolean;
  /** In a large fleet all are as high as one another, in view and out of it, whatever they say: nothing moves when one scrolls or a save begins. */
  isOfMany?: boolean;
}

/**
 * The card of an instance that needs nobody: ink on paper, a sentence, and the age of what it says. `strip` is the picture
 * of its last saves.
 */
export function CompactCard({ instance, strip, heading, isNear = true, isOfMany = false }: Props) {
  const freshness = useFreshness(instance);
  const headingId = `instance-${instance.id}`;
  const stale = freshness !== 'fresh';
  return (
    <article
      aria-labelledby={headingId}
      data-state={instance.state}
      data-stale={stale}
      className={classNames(
        'flex min-w-0 flex-col gap-2 rounded-xl border border-line bg-surface p-4',
        isOfMany && 'min-h-59',
      )}
    >
      <div className="flex flex-wrap items-center justify-between gap-x-2 gap-y-1">
        {isNear ? (
          <StateLine instance={instance} size="compact" />
        ) : (
          <StateWord instance={instance} stale={stale && instance.state !== 'unknown'} large={false} />
        )}
        <IdentityBadges instance={instance} role={false} />
      </div>
      <Identity instance={instance} large={false} headingId={headingId} heading={heading} />
      {isNear ? <CompactFacts instance={instance} strip={strip} isOfMany={isOfMany} /> : null}
    </article>
  );
}

function CompactFacts({ instance, strip, isOfMany }: Pick<Props, 'instance' | 'strip' | 'isOfMany'>) {
  return (
    <>
      <ApprovalNotice instance={instance} />
      {/* Room for two lines: the figures grow, and what stands below keeps its place. */}
      <div className={instance.save !== null || isOfMany ? 'min-h-13' : undefined}>
        {instance.save === null ? (
          <p className="line-clamp-3 text-[0.8125rem] text-muted">{printable(instance.summary)}</p>
        ) : (
          <SaveProgress instance={instance} />
        )}
      </div>
      {strip}
      <p className="mt-auto flex flex-wrap justify-between gap-x-3 pt-1 text-[0.75rem] text-muted">
        <span>
          <Unsaved instance={instance} />
        </span>
        <SlowChip answers={instance.answers} />
        <span className="shrink-0">
          <ReadAge instanceId={instance.id} observedAt={instance.observedAt} />
        </span>
      </p>
    </>
  );
}
