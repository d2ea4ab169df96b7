import { useStrings } from '../strings/use-strings';
import { Code } from '../ui/code';
import { TextField } from '../ui/field';

interface Props {
  name: string;
  value: string;
  error: string | null;
  readOnly: boolean;
  onType: (text: string) => void;
}

/** The name of the instance, typed letter by letter: no click alone lets production go on without snapshots. */
export function NameField({ name, value, error, readOnly, onType }: Props) {
  const words = useStrings().guardDialog;
  return (
    <TextField
      label={
        <>
          {words.confirmBefore} <Code>{name}</Code> {words.confirmAfter}
        </>
      }
      error={error}
      value={value}
      className="font-mono"
      autoComplete="off"
      autoCorrect="off"
      autoCapitalize="none"
      spellCheck={false}
      translate="no"
      readOnly={readOnly}
      onChange={(event) => onType(event.target.value)}
    />
  );
}
