'use client';

import { useEffect } from 'react';
import { strings } from '../strings';
import { Button } from '../ui/button';

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('input, textarea, select, [role="dialog"]') !== null;
}

/** Offers the true order while the cards are held in an old one. The key `.` does the same, never while one types. */
export function OrderPill({ isShown, onResort }: { isShown: boolean; onResort: () => void }) {
  useEffect(() => {
    if (!isShown) return;
    const press = (event: KeyboardEvent): void => {
      if (event.key === '.' && !event.ctrlKey && !event.metaKey && !isTyping(event.target)) onResort();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [isShown, onResort]);

  if (!isShown) return null;
  return (
    <div className="fixed bottom-5 left-1/2 z-10 -translate-x-1/2">
      <Button look="primary" onClick={onResort} className="rounded-full shadow-lg">
        {strings.fleet.orderChanged} {strings.fleet.resort}
        <span className="hidden opacity-70 sm:inline">{strings.fleet.resortKey}</span>
      </Button>
    </div>
  );
}
