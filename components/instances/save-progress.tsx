import { number } from '@/lib/domain/text/format';
import type { Instance } from '@/lib/contracts/instance';
import type { FirstStrings } from '../strings/en';
import { useFirstStrings } from '../strings/use-strings';
import { Progress } from '../ui/progress';

type RunningSave = NonNullable<Instance['save']>;

/** What is known of how far a save is, in words; nothing is estimated that Redis does not tell. */
export function progressText(save: RunningSave, lastDurationSeconds: number | null, strings: FirstStrings): string {
  const parts: string[] = [];
  if (save.keysDone !== null && save.keysTotal !== null) {
    parts.push(strings.saving.keys(number(save.keysDone), number(save.keysTotal)));
  }
  if (save.elapsedSeconds !== null) parts.push(strings.saving.elapsed(strings.format.duration(save.elapsedSeconds)));
  if (save.etaSeconds !== null) parts.push(strings.saving.eta(strings.format.duration(save.etaSeconds)));
  if (save.percent === null && lastDurationSeconds !== null)
    parts.push(strings.saving.last(strings.format.duration(lastDurationSeconds)));
  return parts.length === 0 ? strings.saving.running : parts.join(' · ');
}

/** A running save: a bar where Redis tells how far it is, and in words what is known. */
export function SaveProgress({ instance }: { instance: Instance }) {
  const strings = useFirstStrings();
  const { save } = instance;
  if (save === null) return null;
  return (
    <div className="space-y-1.5">
      {save.percent === null ? null : <Progress percent={save.percent} label={strings.saving.label(instance.name)} />}
      <p className="text-[0.8125rem]">{progressText(save, instance.rdb.lastDurationSeconds, strings)}</p>
      {save.percent === null ? <p className="text-[0.75rem] text-muted">{strings.saving.noShare}</p> : null}
    </div>
  );
}
