'use client';

import type { ReactNode } from 'react';
import type { Instance } from '@/lib/contracts/instance';
import { useFreshness } from '@/lib/swr/use-freshness';
import { InstanceActions } from '../actions/instance-actions';
import { useStrings } from '../strings/use-strings';
import { ReadAge } from '../ui/age';
import { ButtonLink } from '../ui/button';
import { Facts } from '../ui/facts';
import { Identity, IdentityBadges } from './identity';
import { LastKnown } from './last-known';
import { StateLine } from './state-line';
import { isOutOfSight } from './trouble';
import { nextRow, TroubleFacts, whyRow } from './trouble-facts';

/** The card of an instance that needs a person: refused writes, since when, why, what would be lost, what to do. */
export function LargeCard({ instance, strip }: { instance: Instance; strip?: ReactNode }) {
  const strings = useStrings();
  const freshness = useFreshness(instance);
  const headingId = `instance-${instance.id}`;
  const unseen = isOutOfSight(instance);
  const readAge = <ReadAge instanceId={instance.id} observedAt={instance.observedAt} />;
  return (
    <article
      aria-labelledby={headingId}
      data-state={instance.state}
      data-stale={freshness !== 'fresh'}
      className="flex min-w-0 flex-col gap-3.5 rounded-xl border border-t-3 border-line border-t-tone bg-surface p-4 sm:p-5"
    >
      <div className="flex flex-wrap items-center justify-between gap-2">
        <StateLine instance={instance} />
        <IdentityBadges instance={instance} role />
      </div>
      <Identity instance={instance} large headingId={headingId} />
      {unseen ? (
        <>
          <Facts rows={[whyRow(instance, strings), nextRow(instance, strings)]} />
          <LastKnown instance={instance} />
        </>
      ) : (
        <TroubleFacts instance={instance} />
      )}
      {strip}
      <div className="mt-auto flex flex-wrap gap-2 pt-1">
        <ButtonLink
          look="primary"
          href={`/instances/${instance.id}`}
          aria-label={strings.actions.openName(instance.name)}
        >
          {strings.actions.open}
        </ButtonLink>
        {unseen ? (
          <p className="basis-full text-right text-[0.75rem] text-muted">{readAge}</p>
        ) : (
          <InstanceActions instance={instance} trailing={<span className="shrink-0">{readAge}</span>} />
        )}
      </div>
    </article>
  );
}
