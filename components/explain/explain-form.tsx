'use client';

import { type ChangeEvent, type FormEvent, useId, useState } from 'react';
import { MOST_TEXT } from '@/lib/domain/redis-log/most-text';
import type { ApiError } from '@/lib/swr/fetcher';
import { DialogButtons } from '../actions/dialog-buttons';
import { errorText } from '../strings/error-text';
import { useStrings } from '../strings/use-strings';
import { Button } from '../ui/button';
import { TextArea } from '../ui/field';

interface Props {
  text: string;
  error: ApiError | null;
  isReading: boolean;
  onText: (text: string) => void;
  onRead: () => void;
  onClose: () => void;
}

/** A character takes four bytes at most, and one more tells that there is more. */
const MOST_BYTES = (MOST_TEXT + 1) * 4;

/** Where one pastes what is to be read, or names the file that has it. */
export function ExplainForm({ text, error, isReading, onText, onRead, onClose }: Props) {
  const strings = useStrings();
  const words = strings.explain;
  const fileId = useId();
  const [isEmpty, setEmpty] = useState(false);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setEmpty(text.trim() === '');
    if (text.trim() !== '') onRead();
  };
  const take = async ({ target }: ChangeEvent<HTMLInputElement>): Promise<void> => {
    const file = target.files?.[0];
    if (file !== undefined) onText(await file.slice(-MOST_BYTES).text());
  };
  return (
    <form onSubmit={submit} className="space-y-4">
      <p className="text-[0.8125rem] text-muted">{words.about}</p>
      <TextArea
        label={words.text}
        rows={8}
        value={text}
        error={error !== null ? errorText(error, strings) : isEmpty ? words.nothing : null}
        onChange={({ target }) => onText(target.value)}
      />
      <div>
        <label htmlFor={fileId} className="mb-1.5 block font-medium">
          {words.file}
        </label>
        <input
          id={fileId}
          type="file"
          className="touch w-full text-[0.8125rem]"
          onChange={(event) => void take(event)}
        />
      </div>
      <DialogButtons>
        <Button type="submit" look="primary" disabled={isReading}>
          {isReading ? words.reading : words.read}
        </Button>
        <Button onClick={onClose}>{strings.cancel}</Button>
      </DialogButtons>
    </form>
  );
}
