'use client';

import { useShortcut } from '../keys/shortcuts';
import { useFirstStrings } from '../strings/use-strings';
import { Button } from '../ui/button';

function Pill({ onResort }: { onResort: () => void }) {
  const strings = useFirstStrings();
  useShortcut('.', onResort);
  return (
    <div className="fixed bottom-5 left-1/2 z-10 max-w-[calc(100vw-1.75rem)] -translate-x-1/2">
      <Button
        look="primary"
        onClick={onResort}
        aria-keyshortcuts="."
        className="flex-wrap rounded-full py-1 whitespace-normal shadow-lg"
      >
        {strings.fleet.orderChanged} {strings.fleet.resort}
        <span className="hidden opacity-70 sm:inline">{strings.fleet.resortKey}</span>
      </Button>
    </div>
  );
}

/** Offers the true order while the cards are held in an old one. The key `.` does the same. */
export function OrderPill({ isShown, onResort }: { isShown: boolean; onResort: () => void }) {
  return isShown ? <Pill onResort={onResort} /> : null;
}
