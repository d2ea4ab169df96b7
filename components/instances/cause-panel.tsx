import type { Cause } from '@/lib/contracts/save';
import { strings } from '../strings';
import { printable } from '../ui/format';
import { CauseWord } from './cause-fact';

function Lines({ term, lines }: { term: string; lines: readonly string[] }) {
  return (lines.length === 0 ? [strings.evidence.nothing] : lines).map((line) => (
    <div key={line} className="contents">
      <dt>{term}</dt>
      <dd>{printable(line)}</dd>
    </div>
  ));
}

/** The cause, how sure it is, and what speaks for and against it. */
export function CausePanel({ cause, className }: { cause: Cause | null; className: string }) {
  return (
    <section aria-labelledby="why" className={className}>
      <h2 id="why" className="text-[16px] font-semibold">
        {strings.instance.why}
      </h2>
      {cause === null ? (
        <p className="mt-2 text-muted">{strings.noCauseYet}</p>
      ) : (
        <>
          <p className="mt-2">
            <CauseWord cause={cause} />
          </p>
          <dl className="facts mt-3 [&_dt]:text-muted">
            <Lines term={strings.evidence.for} lines={cause.evidence} />
            <Lines term={strings.evidence.against} lines={cause.against} />
          </dl>
        </>
      )}
    </section>
  );
}
