'use client';

import type { ReactNode } from 'react';
import { createContext, useContext, useEffect, useMemo, useState } from 'react';
import { Palette } from '../palette/palette';
import { HelpDialog } from './help-dialog';
import { Hint } from './hint';
import { PageKeys } from './page-keys';
import { isPageCovered, pressKey } from './shortcuts';

type Opened = 'palette' | 'help' | null;

interface Overlays {
  readonly openPalette: () => void;
  readonly openHelp: () => void;
}

const nothing = (): void => undefined;
const OverlaysContext = createContext<Overlays>({ openPalette: nothing, openHelp: nothing });

/** Opens the palette and the help about keys. */
export function useOverlays(): Overlays {
  return useContext(OverlaysContext);
}

function isPaletteKey(event: KeyboardEvent): boolean {
  return (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === 'k';
}

/** Listens to the keyboard for all pages, and holds what keys open. */
export function KeysProvider({ children }: { children: ReactNode }) {
  const [opened, setOpened] = useState<Opened>(null);
  const overlays = useMemo<Overlays>(
    () => ({ openPalette: () => setOpened('palette'), openHelp: () => setOpened('help') }),
    [],
  );
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (!isPaletteKey(event)) return pressKey(event);
      event.preventDefault();
      if (!isPageCovered()) setOpened('palette');
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, []);
  const close = (): void => setOpened(null);
  return (
    <OverlaysContext value={overlays}>
      {children}
      <PageKeys />
      <Hint />
      {opened === 'palette' ? <Palette onClose={close} /> : null}
      {opened === 'help' ? <HelpDialog onClose={close} /> : null}
    </OverlaysContext>
  );
}
