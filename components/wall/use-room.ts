import type { RefObject } from 'react';
import { useEffect, useRef, useState } from 'react';
import type { Room } from './wall-room';

/** What the first HTML counts with, before anything is measured: a screen of 16 to 9, and a sentence of two lines. */
const AT_FIRST: Room = { width: 76, height: 24 };
/** Where the wall is a page that scrolls there is room for as many as one looks through. */
const SCROLLED = 100;

/** The room that an element has, in the size of its text. */
export function useRoom<E extends HTMLElement>(): [RefObject<E | null>, Room] {
  const box = useRef<E>(null);
  const [room, setRoom] = useState(AT_FIRST);
  useEffect(() => {
    const element = box.current;
    if (element === null) return undefined;
    const observer = new ResizeObserver(() => {
      const { fontSize, overflowY } = getComputedStyle(element);
      const em = Number.parseFloat(fontSize);
      const height = overflowY === 'visible' ? SCROLLED : Math.floor((element.clientHeight / em) * 10) / 10;
      const width = Math.floor(element.clientWidth / em);
      setRoom((known) => (known.width === width && known.height === height ? known : { width, height }));
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [box, room];
}
