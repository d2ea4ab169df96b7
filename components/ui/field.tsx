import type { ComponentProps, ReactNode } from 'react';
import { useId } from 'react';
import { classNames } from './class-names';

const BOX =
  'touch w-full rounded-lg border border-edge bg-ground px-3 py-1.5 text-[0.875rem] text-ink pointer-coarse:text-[1rem] ' +
  'placeholder:text-muted aria-invalid:border-rejecting aria-invalid:outline-rejecting';

interface Around {
  label: ReactNode;
  hint?: string;
  error?: string | null;
}

function Surround({ id, label, hint, error, children }: Around & { id: string; children: ReactNode }) {
  return (
    <div>
      <div className="mb-1.5 flex flex-wrap items-baseline gap-x-2.5">
        <label htmlFor={id} className="font-medium">
          {label}
        </label>
        {hint === undefined ? null : (
          <span id={`${id}-hint`} className="text-[0.75rem] text-muted">
            {hint}
          </span>
        )}
      </div>
      {children}
      {error ? (
        <p id={`${id}-error`} className="mt-1.5 text-[0.8125rem] font-medium text-rejecting">
          {error}
        </p>
      ) : null}
    </div>
  );
}

/** What a screen reader is told of a field besides its label. */
function saying(id: string, hint?: string, error?: string | null) {
  const parts = [hint === undefined ? null : `${id}-hint`, error ? `${id}-error` : null].filter(Boolean);
  return { 'aria-invalid': error ? true : undefined, 'aria-describedby': parts.join(' ') || undefined };
}

/** A text field with its label, its hint and, where it cannot be used, the sentence that says why. */
export function TextField({ label, hint, error, className, ...rest }: Around & ComponentProps<'input'>) {
  const id = useId();
  return (
    <Surround id={id} label={label} hint={hint} error={error}>
      <input id={id} type="text" className={classNames(BOX, className)} {...saying(id, hint, error)} {...rest} />
    </Surround>
  );
}

/** The same for text of many lines, as it was written: a log, an error. */
export function TextArea({ label, hint, error, className, ...rest }: Around & ComponentProps<'textarea'>) {
  const id = useId();
  return (
    <Surround id={id} label={label} hint={hint} error={error}>
      <textarea
        id={id}
        className={classNames(BOX, 'font-mono text-[0.75rem]', className)}
        {...saying(id, hint, error)}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        {...rest}
      />
    </Surround>
  );
}

/** A choice of few, as the platform offers it. */
export function SelectField({ label, hint, error, className, ...rest }: Around & ComponentProps<'select'>) {
  const id = useId();
  return (
    <Surround id={id} label={label} hint={hint} error={error}>
      <select id={id} className={classNames(BOX, className)} {...saying(id, hint, error)} {...rest} />
    </Surround>
  );
}
