import type { Strings } from '../strings/en';
import { useStrings } from '../strings/use-strings';
import type { Target } from './seek';
import type { Search } from './use-seek';

function wordsOf({ status }: Search, target: Target, strings: Strings): string {
  const words = strings.picture;
  if (status === 'seeking') return words.seeking;
  if (target.kind === 'save') {
    if (status === 'none') return words.saveNone;
    return status === 'too-far' ? words.saveTooOld : '';
  }
  if (status === 'found') return words.rowsFound(target.text);
  if (status === 'none') return words.rowsNone(target.text);
  return status === 'too-far' ? words.rowsTooOld(target.text) : '';
}

/** What became of a search for rows; said once to a screen reader as well. */
export function SearchLine({ search, target }: { search: Search | null; target: Target | null }) {
  const strings = useStrings();
  const words = search === null || target === null ? '' : wordsOf(search, target, strings);
  return (
    <p role="status" className="text-[0.8125rem]">
      {words}
    </p>
  );
}
