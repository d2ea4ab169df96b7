import type { Instance } from '@/lib/contracts/instance';
import { useStrings } from '../strings/use-strings';
import { LastKnown } from './last-known';
import { Panel } from './panel';
import { isFailing, isOutOfSight } from './trouble';
import { NowFacts } from './trouble-facts';

/** How it is with writes, a running save and the guard; where nothing is seen, what was last known. */
export function NowPanel({ instance }: { instance: Instance }) {
  const strings = useStrings();
  const unseen = isOutOfSight(instance);
  return (
    <Panel id="now" title={strings.instance.now}>
      {unseen ? <LastKnown instance={instance} /> : <NowFacts instance={instance} withRisk={!isFailing(instance)} />}
    </Panel>
  );
}
