'use client';

import type { FormEvent, RefObject } from 'react';
import { useState } from 'react';
import type { IncidentNote } from '@/lib/contracts/incident';
import { sendNote } from '@/lib/swr/incident-changes';
import { FailedNotice } from '../access/failed-notice';
import { fieldError, isUndecided } from '../actions/action-of-error';
import { useSend } from '../actions/use-send';
import { useStrings } from '../strings/use-strings';
import { Button } from '../ui/button';
import { TextArea } from '../ui/field';

interface Props {
  number: number;
  /** Where one writes: a key leads there. */
  field: RefObject<HTMLTextAreaElement | null>;
  onNoted: () => void;
}

/** Writes a note down; what could not be sent stays in the field. */
export function NoteForm({ number, field, onNoted }: Props) {
  const words = useStrings().incidents;
  const [text, setText] = useState('');
  const { state, submit, askAgain } = useSend<string, IncidentNote>(async (body, key) => {
    const note = await sendNote(number, { text: body }, key);
    setText((now) => (now === body ? '' : now));
    onNoted();
    return note;
  });
  const error = state.phase === 'failed' ? state.error : null;
  const ofText = fieldError(error, 'text');
  const send = (event: FormEvent): void => {
    event.preventDefault();
    // Whether it was kept is not known: the same request again keeps it once.
    if (error !== null && isUndecided(error) && state.phase === 'failed' && state.body === text) askAgain();
    else submit(text);
  };
  return (
    <form method="post" onSubmit={send} noValidate className="mb-4 space-y-2">
      {ofText === null ? <FailedNotice error={error} title={words.noteFailed} /> : null}
      <div className="flex flex-wrap items-end gap-2">
        <div className="min-w-0 flex-1 basis-44">
          <TextArea
            ref={field}
            aria-keyshortcuts="n"
            label={words.note}
            hint={words.noteHint}
            rows={1}
            className="block field-sizing-content max-h-60 font-sans! text-[0.8125rem]!"
            maxLength={4000}
            error={ofText}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        </div>
        <Button type="submit" disabled={state.phase === 'sending' || text.trim() === ''}>
          {words.addNote}
        </Button>
      </div>
      <p role="status" className="text-[0.8125rem] text-muted empty:hidden">
        {state.phase === 'answered' && text === '' ? words.noteAdded : ''}
      </p>
    </form>
  );
}
