import { useId } from 'react';

interface Option<T extends string> {
  readonly value: T;
  readonly text: string;
}

interface Props<T extends string> {
  label: string;
  hint?: string;
  value: T;
  options: readonly Option<T>[];
  error?: string | null;
  disabled?: boolean;
  onChoose: (value: T) => void;
}

/** One of few, all in sight. Enter decides nothing here: the form is not complete before its last field. */
export function ChoiceField<T extends string>({ label, hint, value, options, error, disabled, onChoose }: Props<T>) {
  const id = useId();
  return (
    <fieldset disabled={disabled} aria-describedby={error ? `${id}-error` : undefined}>
      <legend className="mb-1 flex flex-wrap items-baseline gap-x-2.5">
        <span className="font-medium">{label}</span>
        {hint === undefined ? null : <span className="text-[0.75rem] text-muted">{hint}</span>}
      </legend>
      <div className="flex flex-wrap gap-x-5">
        {options.map((option) => (
          <label key={option.value} className="touch inline-flex items-center gap-2">
            <input
              type="radio"
              name={id}
              value={option.value}
              checked={option.value === value}
              onChange={() => onChoose(option.value)}
              onKeyDown={(event) => (event.key === 'Enter' ? event.preventDefault() : undefined)}
              className="size-4 shrink-0 accent-ink"
            />
            {option.text}
          </label>
        ))}
      </div>
      {error ? (
        <p id={`${id}-error`} className="mt-1 text-[0.8125rem] font-medium text-rejecting">
          {error}
        </p>
      ) : null}
    </fieldset>
  );
}
