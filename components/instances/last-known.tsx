import type { Instance } from '@/lib/contracts/instance';
import { useFirstStrings } from '../strings/use-strings';
import { Ago } from '../ui/age';
import { Facts } from '../ui/facts';
import { Time } from '../ui/time';
import { GuardFact } from './guard-fact';
import { atRiskRow } from './trouble-facts';

/** The facts from before an instance stopped answering, in grey, with their age: they may be wrong now. */
export function LastKnown({ instance }: { instance: Instance }) {
  const strings = useFirstStrings();
  if (instance.observedAt === null) return <p className="text-muted">{strings.facts.neverAnswered}</p>;
  return (
    <section className="rounded-lg bg-soft px-3.5 py-3 text-[0.8125rem] text-muted">
      <p className="mb-2 font-medium">
        {strings.facts.lastKnown}
        {strings.colon}
        <Time at={instance.observedAt} />
        {strings.comma}
        <Ago at={instance.observedAt} end={strings.stop} /> {strings.facts.mayBeWrong}
      </p>
      <Facts
        rows={[atRiskRow(instance, strings), [strings.facts.guard, <GuardFact key="guard" instance={instance} />]]}
      />
    </section>
  );
}
