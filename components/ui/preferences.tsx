'use client';

import type { ReactNode } from 'react';
import { createContext, useContext, useMemo, useState } from 'react';
import type { Preferences, Theme } from './preference-cookies';
import { cookieText, THEME_COOKIE, TIMES_COOKIE } from './preference-cookies';

interface Chosen extends Preferences {
  readonly setTheme: (theme: Theme) => void;
  readonly setTimes: (times: 'utc' | 'local') => void;
}

const nothing = (): void => undefined;
const PreferencesContext = createContext<Chosen>({
  theme: 'system',
  timeZone: null,
  setTheme: nothing,
  setTimes: nothing,
});

/** Theme and time zone of this page, and how to change them. */
export function usePreferences(): Chosen {
  return useContext(PreferencesContext);
}

function showTheme(theme: Theme): void {
  const { dataset } = document.documentElement;
  if (theme === 'system') delete dataset.theme;
  else dataset.theme = theme;
}

/** The zone of this machine; where it has no name there is nothing but UTC. */
function ownTimeZone(): string | null {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone || null;
}

/** Holds what a person chose. `initial` is what the first HTML was rendered with. */
export function PreferencesProvider({ initial, children }: { initial: Preferences; children: ReactNode }) {
  const [chosen, setChosen] = useState(initial);
  const value = useMemo<Chosen>(
    () => ({
      ...chosen,
      setTheme: (theme) => {
        document.cookie = cookieText(THEME_COOKIE, theme === 'system' ? null : theme);
        showTheme(theme);
        setChosen((known) => ({ ...known, theme }));
      },
      setTimes: (times) => {
        const timeZone = times === 'local' ? ownTimeZone() : null;
        document.cookie = cookieText(TIMES_COOKIE, timeZone);
        setChosen((known) => ({ ...known, timeZone }));
      },
    }),
    [chosen],
  );
  return <PreferencesContext value={value}>{children}</PreferencesContext>;
}
