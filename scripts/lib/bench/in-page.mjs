/**
 * What runs inside the page. Each function is sent there as text: it can use nothing of this file. Times are milliseconds since
 * 1970 by the clock of the machine, the same as in this process. "Painted" is a task after the frame that shows a change began.
 */

/** @typedef {{ state: string, at: number }} Shown */
/** @typedef {Window & { shown: Shown[], clickedAt: number, confirmedAt: number }} Watched */

/** Notes when the card of an instance shows another state. @param {string} name */
export function watchCard(name) {
  const view = /** @type {Watched} */ (/** @type {unknown} */ (window));
  view.shown = [];
  const stateOf = () => {
    for (const card of document.querySelectorAll('article')) {
      const heading = document.getElementById(card.getAttribute('aria-labelledby') ?? '');
      if (heading?.textContent?.trim() === name) return card.dataset.state ?? '';
    }
    return '';
  };
  let last = stateOf();
  const look = () => {
    const state = stateOf();
    if (state === last) return;
    last = state;
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => view.shown.push({ state, at: Date.now() });
      port2.postMessage(null);
    });
  };
  new MutationObserver(look).observe(document.body, {
    subtree: true,
    childList: true,
    characterData: true,
    attributes: true,
  });
}

/** Notes when a button was clicked, and when a dialogue then has a heading. @param {{ button: string, heading: string }} words */
export function watchConfirmation({ button, heading }) {
  const view = /** @type {Watched} */ (/** @type {unknown} */ (window));
  view.clickedAt = 0;
  view.confirmedAt = 0;
  const textOf = (/** @type {Element | null} */ element) => element?.textContent?.trim();
  document.addEventListener(
    'click',
    ({ target }) => {
      if (!(target instanceof Element) || textOf(target.closest('button')) !== button) return;
      view.clickedAt = Date.now();
      view.confirmedAt = 0;
    },
    true,
  );
  const look = () => {
    if (view.clickedAt === 0 || view.confirmedAt !== 0) return;
    const headings = [...document.querySelectorAll('[role=dialog] :is(h1, h2, h3, h4)')];
    if (!headings.some((each) => textOf(each) === heading)) return;
    view.confirmedAt = -1;
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => (view.confirmedAt = Date.now());
      port2.postMessage(null);
    });
  };
  new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true });
}

/** @typedef {{ start: number, duration: number }} Task */
/** @typedef {{ value: number, what: string }} Shift how much of the view moved, and which elements from where to where */
/** @typedef {{ duration: number, what: string }} Interaction milliseconds to the next frame, and what was done to which element */
/** @typedef {Window & { tasks: Task[], shifts: Shift[], interactions: Interaction[], typed: number[] }} Timed */

/** Notes long tasks, shifts of the layout, interactions, and how long after typing the next frame began; for `addInitScript`. */
export function watchWork() {
  const view = /** @type {Timed} */ (/** @type {unknown} */ (window));
  Object.assign(view, { tasks: [], shifts: [], interactions: [], typed: [] });
  const named = (/** @type {EventTarget | null} */ target) => {
    const element = target instanceof Element ? target : target instanceof Node ? target.parentElement : null;
    if (element === null) return 'what is gone since';
    const said = (element.getAttribute('aria-label') ?? element.textContent ?? '').trim().slice(0, 40);
    const card = element.closest('[data-instance]')?.getAttribute('data-instance');
    return `${element.localName} “${said}”${card === undefined ? '' : ` of ${card}`}`;
  };
  /** What an event was, by its time: its target may be gone when the browser tells how long it took. @type {Map<number, string>} */
  const told = new Map();
  for (const type of ['keydown', 'keyup', 'pointerdown', 'pointerup', 'click'])
    addEventListener(
      type,
      (event) => {
        const key = event instanceof KeyboardEvent ? ` ${event.key}` : '';
        told.set(event.timeStamp, `${type}${key} on ${named(event.target)}`);
      },
      true,
    );
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) view.tasks.push({ start: startTime, duration });
  }).observe({ type: 'longtask', buffered: true });
  new PerformanceObserver((list) => {
    /** @typedef {{ node: Node | null, previousRect: DOMRectReadOnly, currentRect: DOMRectReadOnly }} Source */
    const shifts = /** @type {(PerformanceEntry & { value: number, hadRecentInput: boolean, sources: Source[] })[]} */ (
      list.getEntries()
    );
    const at = (/** @type {DOMRectReadOnly} */ { x, y, width, height }) =>
      [x, y, width, height].map(Math.round).join(' ');
    for (const { value, hadRecentInput, sources } of shifts) {
      if (hadRecentInput) continue;
      const moved = sources.map(
        ({ node, previousRect, currentRect }) => `${named(node)} from ${at(previousRect)} to ${at(currentRect)}`,
      );
      view.shifts.push({ value, what: moved.join('; ') });
    }
  }).observe({ type: 'layout-shift', buffered: true });
  new PerformanceObserver((list) => {
    const events = /** @type {(PerformanceEventTiming & { interactionId: number })[]} */ (list.getEntries());
    for (const { name, startTime, processingStart, processingEnd, duration, interactionId, target } of events) {
      if (interactionId === 0) continue;
      const [waited, ran] = [processingStart - startTime, processingEnd - processingStart].map(Math.round);
      const what = told.get(startTime) ?? `${name} on ${named(target)}`;
      view.interactions.push({ duration, what: `${what} (waited ${waited} ms, ran ${ran} ms)` });
    }
  }).observe(/** @type {PerformanceObserverInit} */ ({ type: 'event', durationThreshold: 16, buffered: true }));
  addEventListener(
    'input',
    (event) =>
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => view.typed.push(performance.now() - event.timeStamp);
        port2.postMessage(null);
      }),
    true,
  );
}
