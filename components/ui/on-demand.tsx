'use client';

import type { ComponentType } from 'react';
import { useEffect, useState } from 'react';
import { loadAllStrings, useFirstStrings } from '../strings/use-strings';
import { Button } from './button';
import { Notice } from './notice';
import { onIdle } from './on-idle';
import { useCoversPage } from './open-dialogs';

type Closable = { onClose: () => void };

/** While the code is on its way the page is covered already: what is typed meanwhile is not meant for it. Esc is Cancel here too. */
function Coming({ onClose }: Closable) {
  const strings = useFirstStrings();
  useCoversPage();
  useEffect(() => {
    const leave = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') onClose();
    };
    window.addEventListener('keydown', leave);
    return () => window.removeEventListener('keydown', leave);
  }, [onClose]);
  return (
    <div role="dialog" aria-label={strings.loadingRows} className="fixed inset-0 z-30 bg-veil">
      <p className="mx-auto mt-[40dvh] w-fit rounded-lg bg-surface px-4 py-2">{strings.loadingRows}</p>
    </div>
  );
}

/** Where the code is gone: Savepoint was replaced by a newer one since this page was loaded, or it does not answer. */
function Missing({ onClose }: Closable) {
  const { errors, close } = useFirstStrings();
  const [cameFrom] = useState(() => document.activeElement);
  const leave = (): void => {
    onClose();
    if (cameFrom instanceof HTMLElement) cameFrom.focus();
  };
  return (
    <div
      className="fixed inset-x-3.5 bottom-3.5 z-40 mx-auto max-w-xl"
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        leave();
      }}
    >
      <Notice title={errors.missing} kind="alert">
        <p>{errors.missingMeans}</p>
        <p className="flex flex-wrap gap-2 pt-2">
          <Button look="primary" autoFocus onClick={() => window.location.reload()}>
            {errors.reload}
          </Button>
          <Button onClick={leave}>{close}</Button>
        </p>
      </Notice>
    </div>
  );
}

/** What loads the code of each such part. */
const loads = new Set<() => Promise<unknown>>();

/**
 * A part of the page that is there only once a person asks for it. Its code comes after that of the page itself, and before
 * anybody asks: then it is there at once, whatever becomes of Savepoint later. Where it could not be loaded, each asking tries again.
 */
export function onDemand<Props extends Closable>(load: () => Promise<ComponentType<Props>>): ComponentType<Props> {
  let loaded: ComponentType<Props> | null = null;
  const fetchPart = (): Promise<void> =>
    Promise.all([load(), loadAllStrings()]).then(([part]) => {
      loaded = part;
    });
  loads.add(fetchPart);
  return function OnDemand(props: Props) {
    const [isMissing, setMissing] = useState(false);
    const [Part, setPart] = useState(() => loaded);
    useEffect(() => {
      let isGone = false;
      if (loaded === null)
        fetchPart().then(
          () => (isGone ? undefined : setPart(() => loaded)),
          () => (isGone ? undefined : setMissing(true)),
        );
      return () => {
        isGone = true;
      };
    }, []);
    if (isMissing) return <Missing onClose={props.onClose} />;
    return Part === null ? <Coming onClose={props.onClose} /> : <Part {...props} />;
  };
}

/**
 * Loads the code of all of them as soon as the page has nothing else to do, one whenever it is idle: to ask for all at once keeps a slow
 * processor from answering. One that cannot be loaded says so when it is asked for.
 */
export function useLaterParts(): void {
  useEffect(() => {
    const waiting = [...loads];
    let callOff = (): void => undefined;
    const goOn = (): void => {
      callOff = onIdle(() => {
        const load = waiting.shift();
        if (load === undefined) return;
        load().catch(() => undefined);
        goOn();
      });
    };
    goOn();
    return () => callOff();
  }, []);
}
