import { useId } from 'react';
import type { Plan } from '@/lib/contracts/action';
import { printable } from '@/lib/domain/text/printable';
import { useStrings } from '../strings/use-strings';

interface Props {
  rewrite: NonNullable<Plan['rewrite']>;
  value: 'yes' | 'no';
  checked: boolean;
  disabled: boolean;
  onCheck: (checked: boolean) => void;
}

/** CONFIG REWRITE with what it really does: it keeps all settings as they are now, not this one alone. */
export function RewriteField({ rewrite, value, checked, disabled, onCheck }: Props) {
  const strings = useStrings();
  const id = useId();
  const words = strings.override.rewrite;
  const file = rewrite.file === null || rewrite.file === '' ? words.file : rewrite.file;
  const means = rewrite.reason ?? words.means(file, value);
  return (
    <div className="flex items-start gap-2.5">
      <input
        id={id}
        type="checkbox"
        checked={checked}
        disabled={disabled || rewrite.reason !== null}
        aria-describedby={`${id}-means`}
        onChange={(event) => onCheck(event.target.checked)}
        onKeyDown={(event) => (event.key === 'Enter' ? event.preventDefault() : undefined)}
        className="mt-0.5 size-4 shrink-0 accent-ink pointer-coarse:size-5"
      />
      <div className="min-w-0">
        <label htmlFor={id} className="font-medium">
          {words.label}
        </label>
        <p id={`${id}-means`} className="text-[0.75rem] text-muted">
          {printable(means)}
        </p>
      </div>
    </div>
  );
}
