'use client';

import { useState } from 'react';
import type { Instance } from '@/lib/contracts/instance';
import type { Save } from '@/lib/contracts/save';
import { useSaves } from '@/lib/swr/use-saves';
import { WritesFact } from '../instances/writes-fact';
import { useStrings } from '../strings/use-strings';
import { Button } from '../ui/button';
import { DialogButtons } from './dialog-buttons';
import { OutcomeHeading } from './outcome-heading';
import { RunningSave } from './running-save';
import { endWord, SaveEnd } from './save-end';

function runningIn(saves: readonly Save[] | undefined): string | null {
  return saves?.find(({ outcome }) => outcome === 'running')?.id ?? null;
}

/** Watches a save that somebody else started, by its row in the history, to its end. */
export function FollowSave({ instance, onClose }: { instance: Instance; onClose: () => void }) {
  const strings = useStrings();
  const saves = useSaves(instance.id);
  const [savedId, setId] = useState<string | null>(null);
  // The first running save that is seen is the one that is followed, also after it has ended. One that ran before it was
  // watched, or that ended before the rows came, is in the instance alone.
  const running = instance.save?.id ?? runningIn(saves.data);
  if (savedId === null && running !== null) setId(running);
  const save = saves.data?.find(({ id }) => id === savedId);

  const words = strings.bgsaveDialog;
  const isOver = save !== undefined ? save.outcome !== 'running' : saves.data !== undefined && instance.save === null;
  return (
    <>
      {isOver ? (
        <>
          <OutcomeHeading title={save === undefined ? words.outcome.unknown : endWord(save, strings)}>
            {save === undefined ? <p>{words.endedUnseen}</p> : <SaveEnd save={save} withFigures />}
          </OutcomeHeading>
          <p className="mt-3 text-[0.84375rem]">
            {strings.facts.writes}
            {strings.colon}
            <WritesFact instance={instance} />
          </p>
        </>
      ) : (
        <RunningSave instance={instance} text={words.outcome.running} />
      )}
      <DialogButtons>
        <Button look={isOver ? 'primary' : 'plain'} onClick={onClose}>
          {strings.close}
        </Button>
      </DialogButtons>
    </>
  );
}
