import type { Instance } from '@/lib/contracts/instance';
import { SaveProgress } from '../instances/save-progress';
import { useStrings } from '../strings/use-strings';

/** The save that runs now. Started is not saved, and this says so until it is. */
export function RunningSave({ instance, text }: { instance: Instance; text: string }) {
  const strings = useStrings();
  return (
    <div className="space-y-3">
      <p className="text-[1rem] font-semibold">{text}</p>
      <SaveProgress instance={instance} />
      <p className="text-[0.8125rem] text-muted">{strings.bgsaveDialog.leave}</p>
    </div>
  );
}
