'use client';

import { SlidersHorizontal } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import { useOverlays } from '../keys/keys-provider';
import { useStrings } from '../strings/use-strings';
import type { Theme } from '../ui/preference-cookies';
import { usePreferences } from '../ui/preferences';
import { ChoiceGroup, ITEM } from './choice-group';
import { LanguageChoice } from './language-choice';

const THEMES: readonly Theme[] = ['system', 'light', 'dark'];
const TIMES = ['utc', 'local'] as const;

/** How the pages look: theme, the zone in which times are told, and language. Kept for the next visit. */
export function DisplayMenu() {
  const words = useStrings().display;
  const { theme, timeZone, setTheme, setTimes } = usePreferences();
  const { openHelp } = useOverlays();
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger
        aria-label={words.menu}
        className="touch -mx-1 inline-flex min-w-9 items-center justify-center rounded-lg text-muted hover:bg-soft hover:text-ink data-[state=open]:bg-soft pointer-coarse:min-w-11"
      >
        <SlidersHorizontal aria-hidden className="size-4.5" />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          align="end"
          sideOffset={6}
          collisionPadding={8}
          className="z-30 max-h-(--radix-dropdown-menu-content-available-height) min-w-52 overflow-y-auto rounded-xl border border-line bg-surface p-1.5 text-[0.875rem] text-ink shadow-xl"
        >
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
          <DropdownMenu.Item className={`${ITEM} pl-8.5`} onSelect={openHelp}>
            {words.keys}
          </DropdownMenu.Item>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
