import type { Plan } from '@/lib/contracts/action';
import type { Instance } from '@/lib/contracts/instance';
import { roleName } from '../instances/identity';
import { useStrings } from '../strings/use-strings';
import { Ago } from '../ui/age';
import { printable } from '@/lib/domain/text/printable';

/** Which Redis a dialogue is about: name, address, role, run, and how long ago it was read. */
export function AboutLine({ instance, plan }: { instance: Instance; plan: Plan | undefined }) {
  const strings = useStrings();
  const runId = plan?.runId ?? instance.server.runId;
  const parts = [
    instance.name,
    instance.address,
    roleName(instance, strings),
    runId === null ? null : strings.run(runId),
  ];
  return (
    <>
      {parts
        .filter((part) => part !== null)
        .map(printable)
        .join(' · ')}
      {plan === undefined ? null : (
        <>
          {` · ${strings.planRead} `}
          <Ago at={plan.readAt} />
        </>
      )}
    </>
  );
}
