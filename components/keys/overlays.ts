import { createContext, useContext } from 'react';

export interface Overlays {
  readonly openPalette: () => void;
  readonly openHelp: () => void;
}

const nothing = (): void => undefined;
export const OverlaysContext = createContext<Overlays>({ openPalette: nothing, openHelp: nothing });

/** Opens the palette and the help about keys. */
export function useOverlays(): Overlays {
  return useContext(OverlaysContext);
}
