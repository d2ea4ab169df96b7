'use client';

import type { ReactNode } from 'react';
import type { Instance } from '@/lib/contracts/instance';
import { useFreshness } from '@/lib/swr/use-freshness';
import { InstanceActions } from '../actions/instance-actions';
import { useFirstStrings } from '../strings/use-strings';
import { ReadAge } from '../ui/age';
import { ButtonLink } from '../ui/button';
import { classNames } from '../ui/class-names';
import { Facts } from '../ui/facts';
import { ApprovalNotice } from './approval-notice';
import { Identity, IdentityBadges, type CardHeading } from './identity';
import { LastKnown } from './last-known';
import { StateLine, StateWord } from './state-line';
import { isOutOfSight } from './trouble';
import { CardFacts, nextRow, whyRow } from './trouble-facts';

interface Props {
  instance: Instance;
  strip?: ReactNode;
  heading?: CardHeading;
  /** False: out of view. Then it has what one searches for, and nothing that counts seconds. */
  isNear?: boolean;
}

/**
 * The card of an instance that needs a person: refused writes, since when, why, what would be lost, what to do. On a phone the
 * buttons come before the strip: they belong to the first view.
 */
export function LargeCard({ instance, strip, heading, isNear = true }: Props) {
  const freshness = useFreshness(instance);
  const headingId = `instance-${instance.id}`;
  return (
    <article
      aria-labelledby={headingId}
      data-state={instance.state}
      data-stale={freshness !== 'fresh'}
      className={classNames(
        'flex min-w-0 flex-col gap-2.5 rounded-xl border border-t-3 border-line border-t-tone bg-surface px-4 pt-3 pb-3.5 sm:gap-3 sm:px-5 sm:pt-4 sm:pb-4',
        // About what it will be: the page keeps its length.
        !isNear && 'min-h-88',
      )}
    >
      {isNear ? (
        <StateLine instance={instance} />
      ) : (
        <StateWord instance={instance} stale={freshness !== 'fresh' && instance.state !== 'unknown'} large />
      )}
      <div className="flex flex-wrap items-start justify-between gap-x-3 gap-y-1.5">
        <Identity instance={instance} large headingId={headingId} heading={heading} />
        <IdentityBadges instance={instance} role />
      </div>
      {isNear ? <LargeFacts instance={instance} strip={strip} /> : null}
    </article>
  );
}

function LargeFacts({ instance, strip }: Pick<Props, 'instance' | 'strip'>) {
  const strings = useFirstStrings();
  const unseen = isOutOfSight(instance);
  const readAge = <ReadAge instanceId={instance.id} observedAt={instance.observedAt} />;
  return (
    <>
      <ApprovalNotice instance={instance} />
      {unseen ? (
        <>
          <Facts rows={[whyRow(instance, strings), nextRow(instance, strings)]} />
          <LastKnown instance={instance} />
        </>
      ) : (
        <CardFacts instance={instance} />
      )}
      <div className="mt-auto max-sm:order-last">{strip}</div>
      <div className="flex flex-wrap items-center gap-2 max-sm:[&>a]:grow max-sm:[&>button]:grow">
        <ButtonLink
          look="primary"
          href={`/instances/${instance.id}`}
          prefetch={false}
          aria-label={strings.actions.openName(instance.name)}
        >
          {strings.actions.open}
        </ButtonLink>
        {unseen ? (
          <p className="ml-auto text-[0.75rem] text-muted">{readAge}</p>
        ) : (
          <InstanceActions instance={instance} trailing={readAge} />
        )}
      </div>
    </>
  );
}
