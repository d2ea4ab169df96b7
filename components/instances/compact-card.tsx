'use client';

import { count } from '@/lib/domain/format';
import type { Instance } from '@/lib/contracts/instance';
import { useFreshness } from '@/lib/swr/use-freshness';
import { strings } from '../strings';
import { ReadAge } from '../ui/age';
import { printable } from '../ui/format';
import { Identity, IdentityBadges } from './identity';
import { SaveProgress } from './save-progress';
import { StateLine } from './state-line';

function Unsaved({ instance }: { instance: Instance }) {
  const changes = instance.rdb.changesSinceLastSave;
  if (changes === null) return <>{strings.exposure.changesUnknown}</>;
  return <>{count(changes, strings.exposure.unsavedChange)}</>;
}

/** The card of an instance that needs nobody: ink on paper, a sentence, and the age of what it says. */
export function CompactCard({ instance }: { instance: Instance }) {
  const freshness = useFreshness(instance);
  const headingId = `instance-${instance.id}`;
  return (
    <article
      aria-labelledby={headingId}
      data-state={instance.state}
      data-stale={freshness !== 'fresh'}
      className="flex min-w-0 flex-col gap-2 rounded-xl border border-line bg-surface p-4"
    >
      <div className="flex items-center justify-between gap-2">
        <StateLine instance={instance} size="compact" />
        <IdentityBadges instance={instance} role={false} />
      </div>
      <Identity instance={instance} large={false} headingId={headingId} />
      {instance.save === null ? (
        <p className="line-clamp-3 text-[13px] text-muted">{printable(instance.summary)}</p>
      ) : (
        <SaveProgress instance={instance} />
      )}
      <p className="mt-auto flex justify-between gap-3 pt-1 text-[12px] text-muted">
        <span>
          <Unsaved instance={instance} />
        </span>
        <span className="shrink-0">
          <ReadAge instanceId={instance.id} observedAt={instance.observedAt} />
        </span>
      </p>
    </article>
  );
}
