'use client';

import type { Instance } from '@/lib/contracts/instance';
import type { Picture } from '@/lib/contracts/picture';
import type { SaveList, TimelineEventList } from '@/lib/contracts/save';
import { isLost } from '@/lib/swr/fetcher';
import { useFreshness } from '@/lib/swr/use-freshness';
import { useInstance } from '@/lib/swr/use-instance';
import { InstanceHistory } from '../saves/instance-history';
import { useStrings } from '../strings/use-strings';
import { errorText } from '../strings/error-text';
import { Notice } from '../ui/notice';
import { ApprovalNotice } from './approval-notice';
import { CausePanel } from './cause-panel';
import { FailoverNotice } from './failover-notice';
import { GroupNotice, TwiceNotice } from './group-notice';
import { InstanceHeader } from './instance-header';
import { NowPanel } from './now-panel';
import { RemoveInstance } from './remove-instance';
import { ServerFacts } from './server-facts';
import { TodoPanel } from './todo-panel';
import { isFailing } from './trouble';

interface Props {
  fallback: Instance;
  saves?: SaveList;
  events?: TimelineEventList;
  picture?: Picture;
}

/** One instance: what it does, what to do, why, what is true now, what the server is, and what has happened. */
export function InstancePage({ fallback, saves, events, picture }: Props) {
  const strings = useStrings();
  const { data: instance = fallback, error } = useInstance(fallback.id, fallback);
  const isStale = useFreshness(instance) !== 'fresh';
  return (
    <div data-state={instance.state} data-stale={isStale} className="space-y-4 sm:space-y-5">
      <InstanceHeader instance={instance} />
      {error === null || isLost(error) ? null : (
        <Notice title={strings.instance.cannotRefresh}>
          <p>{errorText(error, strings)}</p>
        </Notice>
      )}
      <ApprovalNotice instance={instance} />
      <FailoverNotice instance={instance} />
      <GroupNotice instance={instance} />
      <TwiceNotice instance={instance} />
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1.25fr)_minmax(0,1fr)]">
        <TodoPanel instance={instance} />
        <div className="min-w-0 space-y-4">
          <NowPanel instance={instance} />
          {isFailing(instance) ? <CausePanel instance={instance} /> : null}
          <ServerFacts instance={instance} />
        </div>
      </div>
      <InstanceHistory instance={instance} saves={saves} events={events} picture={picture} />
      <RemoveInstance instance={instance} />
    </div>
  );
}
