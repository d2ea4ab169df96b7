'use client';

import { SlidersHorizontal } from 'lucide-react';
import { useId, useRef, useState } from 'react';
import { useOverlays } from '../keys/keys-provider';
import { useStrings } from '../strings/use-strings';
import type { Theme } from '../ui/preference-cookies';
import { usePreferences } from '../ui/preferences';
import { ChoiceGroup, ITEM } from './choice-group';
import { LanguageChoice } from './language-choice';

const THEMES: readonly Theme[] = ['system', 'light', 'dark'];
const TIMES = ['utc', 'local'] as const;

/**
 * How the pages look: theme, the zone in which times are told, and language. Kept for the next visit. A popover of the browser's
 * own: Esc and a press outside close it, and what one chooses is seen at once behind it.
 */
export function DisplayMenu() {
  const strings = useStrings();
  const words = strings.display;
  const { theme, timeZone, setTheme, setTimes } = usePreferences();
  const { openHelp, openPalette } = useOverlays();
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const [isOpen, setOpen] = useState(false);
  // What opens over the page gives the focus back to where it is now: that place must not be gone by then.
  const leaveFor = (open: () => void) => () => {
    box.current?.hidePopover();
    open();
  };
  return (
    <>
      <button
        type="button"
        aria-label={words.menu}
        popoverTarget={id}
        className="touch -mx-1 inline-flex min-w-9 items-center justify-center rounded-lg text-muted hover:bg-soft hover:text-ink pointer-coarse:min-w-11"
      >
        <SlidersHorizontal aria-hidden className="size-4.5" />
      </button>
      <div
        ref={box}
        id={id}
        popover="auto"
        role="group"
        aria-label={words.menu}
        data-covers-page={isOpen}
        onToggle={(event) => setOpen(event.newState === 'open')}
        onBlur={({ relatedTarget, currentTarget }) => {
          if (relatedTarget !== null && !currentTarget.contains(relatedTarget)) currentTarget.hidePopover();
        }}
        className="fixed inset-auto top-13 right-3.5 m-0 max-h-[calc(100dvh-4rem)] min-w-52 overflow-y-auto rounded-xl border border-line bg-surface p-1.5 text-[0.875rem] text-ink shadow-xl sm:right-6"
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
        <button type="button" onClick={leaveFor(openPalette)} className={`${ITEM} pl-8.5`}>
          {words.find}
        </button>
        <button type="button" onClick={leaveFor(openHelp)} className={`${ITEM} pl-8.5`}>
          {words.keys}
        </button>
      </div>
    </>
  );
}
