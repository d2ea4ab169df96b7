import { useId } from 'react';
import type { Strings } from '../strings/en';
import { useStrings } from '../strings/use-strings';
import { TextField } from '../ui/field';
import type { RegisterDraft } from './register-draft';

interface Props {
  draft: RegisterDraft;
  error: string | null;
  isSending: boolean;
  onChange: (change: Partial<RegisterDraft>) => void;
}

const choicesOf = (strings: Strings) =>
  [
    { access: 'same', text: strings.register.accessSame },
    { access: 'own', text: strings.register.accessOwn },
    { access: 'none', text: strings.register.accessNone },
  ] as const;

/** With whose credentials a save is started and the guard is switched; watching always uses those of the address. */
export function AccessFields({ draft, error, isSending, onChange }: Props) {
  const strings = useStrings();
  const errorId = useId();
  const words = strings.register;
  return (
    <fieldset aria-describedby={error === null ? undefined : errorId} className="min-w-0 space-y-3">
      <legend className="mb-1.5 font-medium">{words.access}</legend>
      <div className="flex flex-wrap gap-x-5 gap-y-1">
        {choicesOf(strings).map(({ access, text }) => (
          <label key={access} className="touch inline-flex items-center gap-2">
            <input
              type="radio"
              name="access"
              className="size-4 accent-ink"
              checked={draft.access === access}
              onChange={() => onChange({ access })}
            />
            {text}
          </label>
        ))}
      </div>
      {draft.access === 'own' ? (
        <div className="grid gap-3 sm:grid-cols-2">
          <TextField
            label={words.username}
            value={draft.username}
            autoComplete="off"
            readOnly={isSending}
            onChange={(event) => onChange({ username: event.target.value })}
          />
          <TextField
            label={words.password}
            hint={words.passwordHint}
            type="password"
            autoComplete="off"
            value={draft.password}
            readOnly={isSending}
            onChange={(event) => onChange({ password: event.target.value })}
          />
        </div>
      ) : null}
      {error === null ? null : (
        <p id={errorId} className="text-[0.8125rem] font-medium text-rejecting">
          {error}
        </p>
      )}
    </fieldset>
  );
}
