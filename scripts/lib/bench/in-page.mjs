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
/** @typedef {Window & { tasks: Task[], shifts: number[], interactions: { name: string, duration: number }[], typed: number[] }} Timed */

/** Notes long tasks, shifts of the layout, interactions, and how long after typing the next frame began; for `addInitScript`. */
export function watchWork() {
  const view = /** @type {Timed} */ (/** @type {unknown} */ (window));
  Object.assign(view, { tasks: [], shifts: [], interactions: [], typed: [] });
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) view.tasks.push({ start: startTime, duration });
  }).observe({ type: 'longtask', buffered: true });
  new PerformanceObserver((list) => {
    const shifts = /** @type {(PerformanceEntry & { value: number, hadRecentInput: boolean })[]} */ (list.getEntries());
    for (const { value, hadRecentInput } of shifts) if (!hadRecentInput) view.shifts.push(value);
  }).observe({ type: 'layout-shift', buffered: true });
  new PerformanceObserver((list) => {
    const events = /** @type {(PerformanceEventTiming & { interactionId: number })[]} */ (list.getEntries());
    for (const { name, duration, interactionId } of events)
      if (interactionId > 0) view.interactions.push({ name, duration });
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
