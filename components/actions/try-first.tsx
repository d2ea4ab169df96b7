import { StateGlyph } from '../instances/state-glyph';
import { useStrings } from '../strings/use-strings';
import { Button } from '../ui/button';
import { printable } from '@/lib/domain/text/printable';

interface Props {
  advice: string;
  /** Null where a save would not help. */
  onSave: (() => void) | null;
  disabled: boolean;
}

/** The safer thing, offered before the other: a good save lets writes in again with the guard still on. */
export function TryFirst({ advice, onSave, disabled }: Props) {
  const strings = useStrings();
  if (advice === '') return null;
  const { tryFirst } = strings.guardDialog;
  const rest = advice.startsWith(tryFirst) ? advice.slice(tryFirst.length) : null;
  return (
    <div className="mt-4 flex flex-wrap items-center gap-3 rounded-lg border border-line bg-soft px-3.5 py-3 text-[0.84375rem]">
      <span data-state="saving" className="text-tone">
        <StateGlyph state="saving" className="size-4" />
      </span>
      <p className="min-w-0 flex-1 basis-52">
        {rest === null ? null : <strong className="font-semibold">{tryFirst}</strong>}
        {printable(rest ?? advice)}
      </p>
      {onSave === null ? null : (
        <Button onClick={onSave} disabled={disabled}>
          {strings.guardDialog.saveInstead}
        </Button>
      )}
    </div>
  );
}
