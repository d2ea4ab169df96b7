import { Check } from 'lucide-react';
import { useId } from 'react';

export const ITEM = 'touch flex w-full items-center gap-2 rounded-md px-2.5 text-left -outline-offset-2 hover:bg-soft';

interface Option<T extends string> {
  readonly value: T;
  readonly name: string;
  /** The language of the name, where it is not that of the page. */
  readonly lang?: string;
}

interface Props<T extends string> {
  label: string;
  value: T;
  options: readonly Option<T>[];
  onChoose: (value: T) => void;
}

/** One of several: what is chosen has a tick. */
export function ChoiceGroup<T extends string>({ label, value, options, onChoose }: Props<T>) {
  const id = useId();
  return (
    <div role="group" aria-labelledby={id} className="mb-1.5 border-b border-line pb-1.5">
      <p id={id} className="px-2.5 pt-1.5 pb-0.5 text-[0.75rem] text-muted">
        {label}
      </p>
      {options.map((option) => (
        <button
          key={option.value}
          type="button"
          aria-pressed={option.value === value}
          lang={option.lang}
          onClick={() => onChoose(option.value)}
          className={ITEM}
        >
          <span className="flex size-4 shrink-0 items-center justify-center">
            {option.value === value ? <Check aria-hidden className="size-4" /> : null}
          </span>
          {option.name}
        </button>
      ))}
    </div>
  );
}
