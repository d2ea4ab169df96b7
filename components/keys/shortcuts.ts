import { useEffect } from 'react';
import { keysAreOn } from './keys-switch';

type Handler = () => void;

/** The handlers of each key, the newest last: what lies on top of the page is meant. */
const handlers = new Map<string, Handler[]>();

const TAKES_TEXT = 'input, textarea, select, [contenteditable]:not([contenteditable="false"]), [role="combobox"]';
const COVERS_PAGE = '[role="dialog"], [role="alertdialog"], [data-covers-page="true"]';

/** Does a key belong to something else: to text that is being written, to a dialogue, to the browser? */
function isTaken(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return true;
  return (event.target instanceof Element && event.target.closest(TAKES_TEXT) !== null) || isPageCovered();
}

/** Does a dialogue or a menu lie over the page? */
export function isPageCovered(): boolean {
  return document.querySelector(COVERS_PAGE) !== null;
}

/** Runs what a single key stands for. */
export function pressKey(event: KeyboardEvent): void {
  const handler = handlers.get(event.key)?.at(-1);
  if (handler === undefined || isTaken(event) || !keysAreOn()) return;
  event.preventDefault();
  handler();
}

/** Gives a single key a meaning while the component is there. No key may change anything by itself. */
export function useShortcut(key: string, handler: Handler): void {
  useEffect(() => {
    const known = handlers.get(key) ?? [];
    handlers.set(key, [...known, handler]);
    return () => {
      handlers.set(
        key,
        (handlers.get(key) ?? []).filter((other) => other !== handler),
      );
    };
  }, [key, handler]);
}
