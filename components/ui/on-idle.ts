/** How long a busy page may keep what can wait, in ms. */
const AT_LATEST_MS = 2000;

/**
 * Runs `task` once the page is loaded and has nothing else to do; gives back what calls it off. Not every browser knows when it
 * is idle.
 */
export function onIdle(task: () => void): () => void {
  let callOff = (): void => undefined;
  const wait = (): void => {
    if (typeof window.requestIdleCallback === 'function') {
      const id = window.requestIdleCallback(task, { timeout: AT_LATEST_MS });
      callOff = () => window.cancelIdleCallback(id);
    } else {
      const id = setTimeout(task, 0);
      callOff = () => clearTimeout(id);
    }
  };
  if (document.readyState === 'complete') wait();
  else {
    window.addEventListener('load', wait, { once: true });
    callOff = () => window.removeEventListener('load', wait);
  }
  return () => callOff();
}

/** Who pressed a key may press another one soon, ms. */
const CALM_MS = 400;

let pressedAt = -Infinity;
if (typeof window !== 'undefined') {
  window.addEventListener('keydown', () => (pressedAt = performance.now()), { capture: true, passive: true });
}

/** As `onIdle`, for what takes so long that a key pressed meanwhile would be kept waiting: not while somebody presses keys. */
export function onCalm(task: () => void): () => void {
  let callOff = (): void => undefined;
  const wait = (): void => {
    const restMs = pressedAt + CALM_MS - performance.now();
    if (restMs <= 0) return task();
    const id = setTimeout(idle, restMs);
    callOff = () => clearTimeout(id);
  };
  const idle = (): void => {
    callOff = onIdle(wait);
  };
  idle();
  return () => callOff();
}

/** Waits until then; on the server there is nothing to wait for. */
export function whenIdle(): Promise<void> {
  if (typeof window === 'undefined') return Promise.resolve();
  return new Promise((resolve) => {
    onIdle(resolve);
  });
}
