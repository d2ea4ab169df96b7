'use client';

import type { ReactNode } from 'react';
import { useEffect, useMemo, useState } from 'react';
import { onDemand } from '../ui/on-demand';
import { Hint } from './hint';
import { OverlaysContext, type Overlays } from './overlays';
import { PageKeys } from './page-keys';
import { isPageCovered, pressKey } from './shortcuts';

const Palette = onDemand(() => import('../palette/palette').then((part) => part.Palette));
const HelpDialog = onDemand(() => import('./help-dialog').then((part) => part.HelpDialog));

/** What lies over the page. Each opening has a turn of its own: one that closes takes nothing with it that was opened meanwhile. */
interface Opened {
  readonly what: 'palette' | 'help' | null;
  readonly turn: number;
}

function isPaletteKey(event: KeyboardEvent): boolean {
  return (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === 'k';
}

/** Listens to the keyboard for all pages, and holds what keys open. */
export function KeysProvider({ children }: { children: ReactNode }) {
  const [{ what, turn }, setOpened] = useState<Opened>({ what: null, turn: 0 });
  const overlays = useMemo<Overlays>(() => {
    const open = (wanted: Opened['what']): void => setOpened((known) => ({ what: wanted, turn: known.turn + 1 }));
    return { openPalette: () => open('palette'), openHelp: () => open('help') };
  }, []);
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (!isPaletteKey(event)) return pressKey(event);
      event.preventDefault();
      if (!isPageCovered()) overlays.openPalette();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [overlays]);
  const close = (): void => setOpened((known) => (known.turn === turn ? { what: null, turn } : known));
  return (
    <OverlaysContext value={overlays}>
      {children}
      <PageKeys />
      <Hint />
      {what === 'palette' ? <Palette key={turn} onClose={close} /> : null}
      {what === 'help' ? <HelpDialog key={turn} onClose={close} /> : null}
    </OverlaysContext>
  );
}
