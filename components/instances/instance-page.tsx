'use client';

import type { Instance } from '@/lib/contracts/instance';
import type { SaveList, TimelineEventList } from '@/lib/contracts/save';
import { isLost } from '@/lib/swr/fetcher';
import { useFreshness } from '@/lib/swr/use-freshness';
import { useInstance } from '@/lib/swr/use-instance';
import { InstanceHistory } from '../saves/instance-history';
import { strings } from '../strings';
import { printable } from '../ui/format';
import { Notice } from '../ui/notice';
import { CausePanel } from './cause-panel';
import { InstanceHeader } from './instance-header';
import { LastKnown } from './last-known';
import { RemoveInstance } from './remove-instance';
import { ServerFacts } from './server-facts';
import { isFailing, isOutOfSight } from './trouble';
import { TroubleFacts } from './trouble-facts';

interface Props {
  fallback: Instance;
  saves?: SaveList;
  events?: TimelineEventList;
}

const PANEL = 'min-w-0 rounded-xl border border-line bg-surface p-4 sm:p-5';

/** One instance: what is true now, why, what the server is, and what has happened. */
export function InstancePage({ fallback, saves, events }: Props) {
  const { data: instance = fallback, error } = useInstance(fallback.id, fallback);
  const isStale = useFreshness(instance) !== 'fresh';
  return (
    <div data-state={instance.state} data-stale={isStale} className="space-y-5">
      <InstanceHeader instance={instance} />
      {error === null || isLost(error) ? null : (
        <Notice title={strings.instance.cannotRefresh}>
          <p>{error.message}</p>
        </Notice>
      )}
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1.25fr)_minmax(0,1fr)]">
        <div className="min-w-0 space-y-4">
          <section aria-labelledby="now" className={`${PANEL} border-t-3 border-t-tone`}>
            <h2 id="now" className="text-[16px] font-semibold">
              {strings.instance.now}
            </h2>
            <p className="mt-1.5 mb-4 text-[15px]">{printable(instance.problem?.message ?? instance.summary)}</p>
            {isOutOfSight(instance) ? <LastKnown instance={instance} /> : <TroubleFacts instance={instance} />}
          </section>
          {isFailing(instance) ? <CausePanel cause={instance.cause} className={PANEL} /> : null}
        </div>
        <ServerFacts instance={instance} className={PANEL} />
      </div>
      <InstanceHistory instance={instance} saves={saves} events={events} />
      <RemoveInstance instance={instance} />
    </div>
  );
}
