import type { Instance } from '@/lib/contracts/instance';
import { ExplainButton } from '../explain/explain-button';
import type { Strings } from '../strings/en';
import { useStrings } from '../strings/use-strings';
import { Facts, type FactRow } from '../ui/facts';
import { printable } from '@/lib/domain/text/printable';
import { CauseWord } from './cause-fact';
import { Panel } from './panel';

function rowsOf(term: string, lines: readonly string[], strings: Strings): FactRow[] {
  return (lines.length === 0 ? [strings.evidence.nothing] : lines).map((line) => [term, printable(line)]);
}

/** The cause, how sure it is, and what speaks for and against it. */
export function CausePanel({ instance }: { instance: Instance }) {
  const strings = useStrings();
  const { cause } = instance;
  return (
    <Panel id="why" title={strings.instance.why}>
      {cause === null ? (
        <p className="text-muted">{strings.noCauseYet}</p>
      ) : (
        <>
          <p className="mb-3">
            <CauseWord cause={cause} />
          </p>
          <Facts
            className="text-[0.8125rem]"
            rows={[
              ...rowsOf(strings.evidence.for, cause.evidence, strings),
              ...rowsOf(strings.evidence.against, cause.against, strings),
            ]}
          />
        </>
      )}
      {cause?.confidence === 'certain' ? null : (
        <p className="mt-3">
          <ExplainButton instance={instance} />
        </p>
      )}
    </Panel>
  );
}
