import type { Instance } from '@/lib/contracts/instance';
import { strings } from '../strings';
import { Ago } from '../ui/age';
import { Time } from '../ui/time';
import { ExposureFact } from './exposure-fact';
import { GuardFact } from './guard-fact';

/** The facts from before an instance stopped answering, in grey, with their age: they may be wrong now. */
export function LastKnown({ instance }: { instance: Instance }) {
  if (instance.observedAt === null) return <p className="text-muted">{strings.facts.neverAnswered}</p>;
  return (
    <section className="rounded-lg bg-soft px-3.5 py-3 text-[0.8125rem] text-muted">
      <p className="font-medium">
        {strings.facts.lastKnown}, <Time at={instance.observedAt} /> (<Ago at={instance.observedAt} />
        ). {strings.facts.mayBeWrong}
      </p>
      <dl className="facts mt-2">
        <dt>{strings.facts.atRisk}</dt>
        <dd>
          <ExposureFact instance={instance} />
        </dd>
        <dt>{strings.facts.guard}</dt>
        <dd>
          <GuardFact instance={instance} />
        </dd>
      </dl>
    </section>
  );
}
