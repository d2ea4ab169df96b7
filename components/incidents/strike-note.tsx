'use client';

import type { IncidentNote } from '@/lib/contracts/incident';
import { printable } from '@/lib/domain/text/printable';
import { sendStrike } from '@/lib/swr/incident-changes';
import { useRefresh } from '@/lib/swr/use-refresh';
import { FailedNotice } from '../access/failed-notice';
import { useSend } from '../actions/use-send';
import { useStrings } from '../strings/use-strings';
import { SureButton } from '../ui/sure-button';

const SHOWN = 60;

/** Strikes a note. It stays to be read, with who struck it. */
export function StrikeNote({ number, noteId, text }: { number: number; noteId: string; text: string }) {
  const words = useStrings().incidents;
  const refresh = useRefresh();
  const { state, submit } = useSend<null, IncidentNote>(async (_body, key) => {
    const note = await sendStrike(number, noteId, key);
    refresh();
    return note;
  });
  return (
    <>
      <FailedNotice error={state.phase === 'failed' ? state.error : null} title={words.strikeFailed} />
      <SureButton
        quiet
        label={words.strike}
        ariaLabel={words.strikeNote(printable(text).slice(0, SHOWN))}
        question={words.strikeSure}
        disabled={state.phase === 'sending'}
        onSure={() => submit(null)}
      />
    </>
  );
}
