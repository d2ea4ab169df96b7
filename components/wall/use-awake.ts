import { useEffect, useState } from 'react';

/**
 * Keeps the screen on while the page is looked at (Screen Wake Lock, which browsers have over https and on this machine alone). Gives
 * false where the browser does not, and null while that is not known.
 */
export function useAwake(): boolean | null {
  const [isKept, setKept] = useState<boolean | null>(null);
  useEffect(() => {
    let lock: WakeLockSentinel | null = null;
    let isOver = false;
    const keep = async (): Promise<void> => {
      if (document.visibilityState !== 'visible' || lock?.released === false) return;
      // Typed as always there; over plain http it is not.
      const wakeLock = navigator.wakeLock as WakeLock | undefined;
      const taken = (await wakeLock?.request('screen').catch(() => null)) ?? null;
      if (isOver) return void taken?.release();
      lock = taken;
      setKept(taken !== null);
      // The system may take it back from a page that is seen, for the sake of its battery. It is asked for again when the page is next shown.
      taken?.addEventListener('release', () => !isOver && setKept(false));
    };
    void keep();
    // The browser takes it away from a page that is not seen.
    document.addEventListener('visibilitychange', keep);
    return () => {
      isOver = true;
      document.removeEventListener('visibilitychange', keep);
      void lock?.release();
    };
  }, []);
  return isKept;
}
