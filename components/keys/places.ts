/** Cards and rows mark themselves with the instance they are about. */
const PLACE = '[data-instance]';

function linkOf(place: Element): HTMLElement | null {
  return place.querySelector<HTMLElement>('a[href]');
}

/** The instance of the card or row that has the focus; null where none has. */
export function focusedInstance(): string | null {
  return document.activeElement?.closest<HTMLElement>(PLACE)?.dataset.instance ?? null;
}

/** Moves the focus one card or row on, or back. Without a focus it begins with the first. */
export function moveFocus(step: 1 | -1): void {
  const places = [...document.querySelectorAll(PLACE)];
  const here = document.activeElement?.closest(PLACE) ?? null;
  const index = here === null ? 0 : places.indexOf(here) + step;
  const next = places[Math.min(places.length - 1, Math.max(0, index))];
  if (next === undefined) return;
  const link = linkOf(next);
  link?.focus({ focusVisible: true } as FocusOptions);
}
