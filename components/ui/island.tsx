'use client';

import type { ComponentType, ReactNode } from 'react';
import { Activity, lazy, useEffect, useLayoutEffect, useState } from 'react';
import { whenIdle } from './on-idle';
import { untilLoaded } from './until-loaded';

/** What shows that a person wants something of the page before it is idle. */
const SIGNS = ['pointerdown', 'keydown', 'focusin'] as const;

function whenTouched(): Promise<void> {
  return new Promise((resolve) => {
    for (const sign of SIGNS) window.addEventListener(sign, () => resolve(), { once: true, capture: true });
  });
}

/** On the server, at once; in the browser when the page has nothing else to do, or somebody begins to use it. */
async function whenWanted(): Promise<void> {
  if (typeof window !== 'undefined') await Promise.race([whenIdle(), whenTouched()]);
}

/** The islands of this page that are still as the server drew them. */
const asleep = new Set<object>();
const waiting = new Set<() => void>();

function wake(island: object): void {
  asleep.delete(island);
  if (asleep.size > 0) return;
  for (const tell of waiting) tell();
  waiting.clear();
}

/** Resolves once every island of this page answers to a person. Ask in an effect: by then the islands have told of themselves. */
function whenAwake(): Promise<void> {
  if (asleep.size === 0) return Promise.resolve();
  return new Promise((resolve) => {
    waiting.add(resolve);
  });
}

/** The same as a state: false until then. */
export function useAwake(): boolean {
  const [isAwake, setAwake] = useState(false);
  useEffect(() => void whenAwake().then(() => setAwake(true)), []);
  return isAwake;
}

function Awake({ island, children }: { island: object; children: ReactNode }) {
  useEffect(() => wake(island), [island]);
  return children;
}

/**
 * A part of the page whose code comes once the page is idle. The server draws it where it stands, and so it is there without JavaScript,
 * and stays as it is until its code takes it over. React leaves alone what is inside `<Activity>` as long as its code is missing; of
 * `<Suspense>` it would do the same, but the server sends what is in it last, as hidden HTML that a script puts in its place.
 * No context above it may change in the meantime but in a transition: React would then draw it anew, and what was typed is gone.
 */
export function island<Props extends object>(load: () => Promise<ComponentType<Props>>): ComponentType<Props> {
  const Part = lazy(async () => {
    await whenWanted();
    return { default: await untilLoaded(load) };
  });
  return function Island(props: Props) {
    const [self] = useState(() => ({}));
    useLayoutEffect(() => {
      asleep.add(self);
      return () => wake(self);
    }, [self]);
    return (
      <Activity>
        <Awake island={self}>
          <Part {...props} />
        </Awake>
      </Activity>
    );
  };
}
