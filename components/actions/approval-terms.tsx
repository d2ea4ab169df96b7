import type { Approval } from '@/lib/contracts/approval';
import type { Instance } from '@/lib/contracts/instance';
import { printable } from '@/lib/domain/text/printable';
import { useStrings } from '../strings/use-strings';
import { Ago } from '../ui/age';
import { Facts } from '../ui/facts';
import { Time } from '../ui/time';

/** When the guard would turn on again; where nothing was said, what holds then. */
function End({ approval, instance }: { approval: Approval; instance: Instance }) {
  const words = useStrings().override.end;
  const kind = approval.until?.kind ?? (instance.guard.expected === 'no' ? 'none' : 'next-good-save');
  const at = approval.until?.at ?? null;
  if (kind !== 'time' || at === null) return kind === 'none' ? words.none : words.nextGoodSave;
  return (
    <>
      {words.timeBefore}
      <Time at={at} />
      {words.timeAfterAlone}
    </>
  );
}

/** Who asks a second person, since when, why, on which terms, and until when that stands. */
export function ApprovalTerms({ approval, instance }: { approval: Approval; instance: Instance }) {
  const strings = useStrings();
  const { terms, rewrites } = strings.approval;
  const by = (
    <>
      {printable(approval.by.name)}
      {strings.comma}
      <Time at={approval.askedAt} />
      {strings.comma}
      <Ago at={approval.askedAt} />
    </>
  );
  return (
    <Facts
      className="text-[0.84375rem]"
      rows={[
        [terms.by, by],
        approval.reason === null ? null : [terms.reason, printable(approval.reason)],
        [terms.end, <End key="end" approval={approval} instance={instance} />],
        approval.rewrite ? [terms.file, <strong key="file">{rewrites}</strong>] : null,
        [terms.until, <Time key="until" at={approval.endsAt} />],
      ]}
    />
  );
}
