import type { Save } from '@/lib/contracts/save';
import { CauseFact } from '../instances/cause-fact';
import { shownOutcome } from '../saves/save-outcome';
import type { Strings } from '../strings/en';
import { useStrings } from '../strings/use-strings';
import { printable } from '@/lib/domain/text/printable';

/** How a save ended, in the word that its row in the history has. */
export function endWord(save: Save, strings: Strings): string {
  const shown = shownOutcome(save);
  return shown === 'not-saved' ? strings.bgsaveDialog.notSaved : strings.bgsaveDialog.outcome[shown];
}

/** What is known of a save that has ended; `figures` where no sentence has told them. */
export function SaveEnd({ save, withFigures }: { save: Save; withFigures: boolean }) {
  const strings = useStrings();
  const words = strings.bgsaveDialog;
  const figures = [
    save.durationSeconds === null ? null : words.took(strings.format.duration(save.durationSeconds)),
    save.cowBytes === null || save.outcome !== 'saved' ? null : words.copied(strings.format.bytes(save.cowBytes)),
  ].filter((figure) => figure !== null);
  return (
    <>
      {!withFigures || figures.length === 0 ? null : <p>{figures.join(' ')}</p>}
      {save.cause === null ? null : (
        <p>
          {strings.facts.cause}
          {strings.colon}
          <CauseFact cause={save.cause} />
        </p>
      )}
      {save.note === null ? null : <p className="text-muted">{printable(save.note)}</p>}
    </>
  );
}
