import type { Instance } from '@/lib/contracts/instance';
import { ExplainButton } from '../explain/explain-button';
import { useStrings } from '../strings/use-strings';
import { CauseEvidence } from './cause-evidence';
import { Panel } from './panel';

/** The cause, how sure it is, and what speaks for and against it. */
export function CausePanel({ instance }: { instance: Instance }) {
  const strings = useStrings();
  const { cause } = instance;
  return (
    <Panel id="why" title={strings.instance.why}>
      <CauseEvidence cause={cause} />
      {cause?.confidence === 'certain' ? null : (
        <div className="mt-3">
          <ExplainButton instance={instance} />
        </div>
      )}
    </Panel>
  );
}
