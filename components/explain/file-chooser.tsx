'use client';

import { type ChangeEvent, useId } from 'react';
import { useStrings } from '../strings/use-strings';

interface Props {
  isReading: boolean;
  onFile: (file: File) => void;
}

/** Its button is the browser's own, and looks like ours. */
const CHOOSER =
  'touch w-full text-[0.8125rem] text-muted file:touch file:mr-3 file:rounded-lg file:border file:border-solid file:border-line ' +
  'file:bg-surface file:px-3.5 file:font-medium file:text-ink hover:not-disabled:file:bg-soft';

/** Where a file is named, by the browser's own chooser. */
export function FileChooser({ isReading, onFile }: Props) {
  const words = useStrings().explain;
  const id = useId();
  const choose = ({ target }: ChangeEvent<HTMLInputElement>): void => {
    const file = target.files?.[0];
    if (file !== undefined) onFile(file);
    // The same file may be chosen again, once it has grown.
    target.value = '';
  };
  return (
    <div>
      <label htmlFor={id} className="mb-1.5 block font-medium">
        {words.file}
      </label>
      <input id={id} type="file" className={CHOOSER} disabled={isReading} onChange={choose} />
    </div>
  );
}
