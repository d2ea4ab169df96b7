'use client';

import { SlidersHorizontal } from 'lucide-react';
import { useOverlays } from '../keys/overlays';
import { useFirstStrings } from '../strings/use-strings';
import { Menu } from '../ui/menu';
import type { Theme } from '../ui/preference-cookies';
import { usePreferences } from '../ui/preferences';
import { ChoiceGroup, ITEM } from './choice-group';
import { LanguageChoice } from './language-choice';

const THEMES: readonly Theme[] = ['system', 'light', 'dark'];
const TIMES = ['utc', 'local'] as const;

/**
 * How the pages look: theme, the zone in which times are told, and language. Kept for the next visit; what one chooses is seen at once
 * behind it.
 */
export function DisplayMenu() {
  const strings = useFirstStrings();
  const words = strings.display;
  const { theme, timeZone, setTheme, setTimes } = usePreferences();
  const { openHelp, openPalette } = useOverlays();
  return (
    <Menu label={words.menu} icon={<SlidersHorizontal aria-hidden className="size-4.5" />}>
      {(leaveFor) => (
        <>
          <ChoiceGroup
            label={words.theme}
            value={theme}
            options={THEMES.map((value) => ({ value, name: words.themes[value] }))}
            onChoose={setTheme}
          />
          <ChoiceGroup
            label={words.times}
            value={timeZone === null ? 'utc' : 'local'}
            options={TIMES.map((value) => ({ value, name: words[value] }))}
            onChoose={setTimes}
          />
          <LanguageChoice />
          <button type="button" onClick={leaveFor(openPalette)} className={`${ITEM} pl-8.5`}>
            {words.find}
          </button>
          <button type="button" onClick={leaveFor(openHelp)} className={`${ITEM} pl-8.5`}>
            {words.keys}
          </button>
        </>
      )}
    </Menu>
  );
}
