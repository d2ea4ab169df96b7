import type { Instance } from '@/lib/contracts/instance';
import { useFirstStrings } from '../strings/use-strings';
import { Code } from '../ui/code';
import { printable } from '@/lib/domain/text/printable';
import { Time } from '../ui/time';
import { OverrideEnd } from './override-end';

function Override({ override }: { override: NonNullable<Instance['guard']['override']> }) {
  const strings = useFirstStrings();
  return (
    <>
      {strings.sentence.since}
      <Time at={override.since} />
      {strings.sentence.sinceEnd}
      {strings.guard.by(printable(override.by))}
      {override.reason === null ? null : `${strings.colon}${printable(override.reason)}`}
      {strings.stop}
      {strings.between}
      <OverrideEnd override={override} />
    </>
  );
}

/** Since when it has the value it has, where that was seen. */
function SinceWhen({ drift }: { drift: Instance['drift'][number] | undefined }) {
  const strings = useFirstStrings();
  if (drift === undefined || drift.since === null) return strings.stop;
  return (
    <>
      {strings.sentence.since}
      <Time at={drift.since} />
      {strings.sentence.sinceEnd}
      {drift.outside ? strings.guard.outside : null}
      {strings.stop}
    </>
  );
}

/** The value of stop-writes-on-bgsave-error, and whether it is as policy says. */
export function GuardFact({ instance }: { instance: Instance }) {
  const strings = useFirstStrings();
  const { value, valueReason, expected, helps, override } = instance.guard;
  const drift = instance.drift.find(({ setting }) => setting === 'guard');
  if (value === null) return `${strings.dash} ${printable(valueReason ?? strings.guard.unknown)}`;
  return (
    <>
      <strong className="font-semibold">{value === 'yes' ? strings.guard.on : strings.guard.off}</strong> (
      <Code>{`${strings.guard.directive} ${value}`}</Code>)
      {override === null ? <SinceWhen drift={drift} /> : <Override override={override} />}
      {drift === undefined ? null : ` ${strings.guard.keeping[drift.keeping]}`}
      {value === expected ? null : ` ${strings.guard.expected(expected)}`}
      {helps === null ? null : ` ${helps ? strings.guard.wouldHelp : strings.guard.wouldNotHelp}`}
    </>
  );
}
