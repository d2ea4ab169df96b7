'use client';

import { printable } from '@/lib/domain/text/printable';
import { useStrings } from '../strings/use-strings';
import { Button } from '../ui/button';

interface Props {
  file: File;
  error: string | null;
  isReading: boolean;
  onRemove: () => void;
}

/** The file that will be read, in the place of the field: it may be far too long for one. */
export function ChosenFile({ file, error, isReading, onRemove }: Props) {
  const strings = useStrings();
  return (
    <div role="group" aria-label={strings.explain.chosen}>
      <p className="mb-1.5 font-medium">{strings.explain.chosen}</p>
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-[0.8125rem]">
        <span className="min-w-0 font-mono break-all">{printable(file.name)}</span>
        <span className="text-muted">{strings.format.bytes(file.size)}</span>
        {isReading ? null : (
          <Button look="quiet" onClick={onRemove}>
            {strings.explain.remove}
          </Button>
        )}
      </p>
      {error === null ? null : (
        <p role="alert" className="mt-1.5 text-[0.8125rem] font-medium text-rejecting">
          {error}
        </p>
      )}
    </div>
  );
}
