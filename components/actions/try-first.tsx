import { strings } from '../strings';
import { Button } from '../ui/button';
import { printable } from '../ui/format';
import { StateGlyph } from '../instances/state-glyph';

/** The safer thing, offered before the other: a good save lets writes in again with the guard still on. */
export function TryFirst({ advice, onSave, disabled }: { advice: string; onSave: () => void; disabled: boolean }) {
  if (advice === '') return null;
  return (
    <div className="mt-4 flex flex-wrap items-center gap-3 rounded-lg border border-line bg-soft px-3.5 py-3 text-[13.5px]">
      <span data-state="saving" className="text-tone">
        <StateGlyph state="saving" className="size-4" />
      </span>
      <p className="min-w-0 flex-1 basis-52">
        <strong className="font-semibold">{strings.guardDialog.tryFirst}</strong> {printable(advice)}
      </p>
      <Button onClick={onSave} disabled={disabled}>
        {strings.guardDialog.saveInstead}
      </Button>
    </div>
  );
}
