'use client';

import { useSyncExternalStore } from 'react';
import { useOverlays } from '../keys/overlays';
import { useFirstStrings } from '../strings/use-strings';

const never = (): (() => void) => () => undefined;

function keyName(): string {
  return /Mac|iPhone|iPad/.test(navigator.userAgent) ? '⌘K' : 'Ctrl K';
}

/** Opens the palette, and says with which key it opens as well. */
export function PaletteButton() {
  const strings = useFirstStrings();
  const { openPalette } = useOverlays();
  const keys = useSyncExternalStore(never, keyName, () => 'Ctrl K');
  return (
    <button
      type="button"
      aria-keyshortcuts="Control+K Meta+K"
      onClick={openPalette}
      className="inline-flex h-7 min-w-9 items-center justify-center rounded-[0.4rem] border border-line px-2 text-muted hover:bg-soft hover:text-ink pointer-coarse:h-11 pointer-coarse:min-w-11 max-sm:hidden"
    >
      <span className="sr-only">{strings.palette.open} </span>
      <span className="min-w-[3.2rem] text-center font-mono text-[0.75rem]">{keys}</span>
    </button>
  );
}
