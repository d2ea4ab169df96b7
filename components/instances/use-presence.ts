import type { FocusEvent, PointerEvent } from 'react';
import { useDeferredValue, useState } from 'react';
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
  const isThere = pointer || focus || covered;
  // Whoever comes finds everything held at once; whoever leaves does not wait until the cards have sorted themselves.
  const wasThere = useDeferredValue(isThere);
  return { isPresent: isThere || wasThere, handlers };
}
