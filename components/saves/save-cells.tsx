import type { Save } from '@/lib/contracts/save';
import { number } from '@/lib/domain/text/format';
import { CauseWord } from '../instances/cause-fact';
import { useStrings } from '../strings/use-strings';
import { printable } from '@/lib/domain/text/printable';
import { Time } from '../ui/time';

/** When it was: one moment, or from when to when where several attempts share a row. */
export function When({ save }: { save: Save }) {
  const strings = useStrings();
  const { startedAt, endedAt, attempts } = save;
  if (startedAt === null) return endedAt === null ? strings.dash : <Time at={endedAt} zone={false} />;
  if (attempts < 2 || endedAt === null) return <Time at={startedAt} zone={false} />;
  return (
    <>
      <Time at={startedAt} zone={false} /> – <Time at={endedAt} zone={false} />
    </>
  );
}

export function Took({ save }: { save: Save }) {
  const strings = useStrings();
  return save.durationSeconds === null ? strings.dash : strings.format.duration(save.durationSeconds);
}

/** Copy-on-write is only told for a good save: after a failed one Redis still gives the figure of the one before. */
export function Copied({ save }: { save: Save }) {
  const strings = useStrings();
  return save.cowBytes === null ? strings.dash : strings.format.bytes(save.cowBytes);
}

export function Trigger({ save }: { save: Save }) {
  const strings = useStrings();
  if (save.actor !== null) return strings.saves.operator(printable(save.actor));
  return strings.saves.trigger[save.trigger];
}

/** Is there anything to say besides the figures? */
export function hasWhy({ cause, attempts, note }: Save): boolean {
  return cause !== null || attempts > 1 || note !== null;
}

/** Why it failed and how sure that is, how many attempts share the row, and what else is to be said. */
export function Why({ save }: { save: Save }) {
  const strings = useStrings();
  const { cause, attempts, note } = save;
  return (
    <>
      {attempts < 2 ? null : <strong className="font-semibold">{strings.saves.attempts(number(attempts))} </strong>}
      {cause === null ? null : <CauseWord cause={cause} />}
      {note === null ? null : <span className="block text-[0.75rem] text-muted">{printable(note)}</span>}
    </>
  );
}
