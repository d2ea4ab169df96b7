import type { FocusEvent, PointerEvent } from 'react';
import { useState } from 'react';
import { useDialogOpen } from '../ui/open-dialogs';

/**
 * Is a mouse pointer or the focus inside an element, or does a dialogue lie over it? A finger is there only while it
 * taps, so it does not count.
 */
export function usePresence() {
  const [pointer, setPointer] = useState(false);
  const [focus, setFocus] = useState(false);
  const covered = useDialogOpen();
  const handlers = {
    onPointerEnter: (event: PointerEvent) => (event.pointerType === 'mouse' ? setPointer(true) : undefined),
    onPointerLeave: () => setPointer(false),
    onFocus: () => setFocus(true),
    onBlur: (event: FocusEvent) => (event.currentTarget.contains(event.relatedTarget) ? undefined : setFocus(false)),
  };
  return { isPresent: pointer || focus || covered, handlers };
}
