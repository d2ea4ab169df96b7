import type { RefObject } from 'react';
import { startTransition, useEffect, useRef, useState } from 'react';

type Tell = (isNear: boolean) => void;

const told = new WeakMap<Element, Tell>();
let shared: IntersectionObserver | null = null;

/** One for all: what comes within a screen of the view is told before it is seen. */
function observer(): IntersectionObserver {
  shared ??= new IntersectionObserver(
    (entries) =>
      // After a leap through a large fleet it is dozens at once: a key pressed meanwhile comes first.
      startTransition(() => {
        for (const { target, isIntersecting } of entries)
          // Where the focus is nothing may go.
          told.get(target)?.(isIntersecting || target.contains(document.activeElement));
      }),
    { rootMargin: '100% 0px' },
  );
  return shared;
}

/**
 * Is an element in view, or nearly? Until the browser says so it is what `first` says. Where nothing is `watched` it is near always.
 */
export function useNear<E extends Element>(first: boolean, watched: boolean): [RefObject<E | null>, boolean] {
  const element = useRef<E>(null);
  const [isNear, setNear] = useState(first);
  useEffect(() => {
    const { current } = element;
    if (current === null || !watched) return undefined;
    told.set(current, setNear);
    observer().observe(current);
    return () => {
      observer().unobserve(current);
      told.delete(current);
    };
  }, [watched]);
  return [element, isNear || !watched];
}
