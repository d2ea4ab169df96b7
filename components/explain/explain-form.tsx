'use client';

import { type FormEvent, useState } from 'react';
import type { ApiError } from '@/lib/swr/fetcher';
import { DialogButtons } from '../actions/dialog-buttons';
import { errorText } from '../strings/error-text';
import { useStrings } from '../strings/use-strings';
import { Button } from '../ui/button';
import { TextArea } from '../ui/field';
import { ChosenFile } from './chosen-file';
import { FileChooser } from './file-chooser';
import { problemOf, type Source } from './source';
import { taking } from './taking';

interface Props {
  source: Source;
  error: ApiError | null;
  isReading: boolean;
  onSource: (source: Source) => void;
  onRead: () => void;
  onStop: () => void;
  onClose: () => void;
}

/** Where one pastes what is to be read, or names or drops the file that has it. */
export function ExplainForm({ source, error, isReading, onSource, onRead, onStop, onClose }: Props) {
  const strings = useStrings();
  const words = strings.explain;
  const [isTried, setTried] = useState(false);
  const problem = problemOf(source, strings);
  const told = isTried && problem !== null ? problem : error === null ? null : errorText(error, strings);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (problem === null) onRead();
  };
  const take = (file: File): void => {
    if (isReading) return;
    setTried(true);
    onSource({ ...source, file });
  };
  return (
    <form onSubmit={submit} {...taking(words.pasted, take)} className="space-y-4">
      <p className="text-[0.8125rem] text-muted">{words.about}</p>
      {source.file === null ? (
        <TextArea
          label={words.text}
          rows={8}
          value={source.text}
          error={told}
          readOnly={isReading}
          onChange={({ target }) => onSource({ ...source, text: target.value })}
        />
      ) : (
        <ChosenFile
          file={source.file}
          error={told}
          isReading={isReading}
          onRemove={() => {
            setTried(false);
            onSource({ ...source, file: null });
          }}
        />
      )}
      <FileChooser isReading={isReading} onFile={take} />
      <DialogButtons reason={isReading ? words.busy : null}>
        <Button type="submit" look="primary" disabled={isReading}>
          {isReading ? words.reading : words.read}
        </Button>
        <Button onClick={isReading ? onStop : onClose}>{isReading ? words.stop : strings.cancel}</Button>
      </DialogButtons>
    </form>
  );
}
