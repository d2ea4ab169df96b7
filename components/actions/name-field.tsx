import type { Plan } from '@/lib/contracts/action';
import type { Instance } from '@/lib/contracts/instance';
import type { ApiError } from '@/lib/swr/fetcher';
import { useStrings } from '../strings/use-strings';
import { Code } from '../ui/code';
import { TextField } from '../ui/field';
import { fieldError } from './action-of-error';

interface Props {
  instance: Instance;
  plan: Plan;
  value: string;
  error: ApiError | null;
  isSending: boolean;
  onType: (text: string) => void;
}

/** The name of the instance, typed letter by letter: no click alone lets production go on without snapshots. Nothing elsewhere. */
export function NameField({ instance, plan, value, error, isSending, onType }: Props) {
  const words = useStrings().guardDialog;
  if (!plan.confirmRequired) return null;
  return (
    <TextField
      label={
        <>
          {words.confirmBefore} <Code>{instance.name}</Code> {words.confirmAfter}
        </>
      }
      error={fieldError(error, 'confirm')}
      value={value}
      className="font-mono"
      autoComplete="off"
      autoCorrect="off"
      autoCapitalize="none"
      spellCheck={false}
      translate="no"
      readOnly={isSending}
      onChange={(event) => onType(event.target.value)}
    />
  );
}
