/**
 * Savepoint's clock, as far as this page knows it. The browser's own clock may be wrong by hours, so only time that passed
 * counts: performance.now since a time was received. A wall clock that ran further than that means the machine slept.
 */

interface Base {
  readonly serverMs: number;
  readonly monotonicMs: number;
  readonly wallMs: number;
}

const SLEEP_MS = 2_000;
const LATER_SAYINGS = 5;

let base: Base | null = null;
let earlierInARow = 0;

function elapsedSince(from: Base): number {
  const monotonic = performance.now() - from.monotonicMs;
  const wall = Date.now() - from.wallMs;
  return wall - monotonic > SLEEP_MS ? wall : monotonic;
}

/** Savepoint's time now in epoch ms; null before the first time was heard. */
export function serverTimeNow(): number | null {
  return base === null ? null : base.serverMs + elapsedSince(base);
}

/**
 * Takes over a time that Savepoint said, `sinceMs` ago. A message that was held up says too early a time, so an earlier
 * time counts only when it is said several times running (the server's clock was set back).
 */
export function hearServerTime(serverMs: number, sinceMs = 0): void {
  if (!Number.isFinite(serverMs)) return;
  const known = serverTimeNow();
  const said = serverMs + sinceMs;
  if (known !== null && said < known - 250 && ++earlierInARow < LATER_SAYINGS) return;
  earlierInARow = 0;
  base = { serverMs: said, monotonicMs: performance.now(), wallMs: Date.now() };
}

const HEADER_STEP_MS = 1_000;

/** Takes over the Date header of an answer, which is up to a second early: only where it shows that we are quite wrong. */
export function hearServerDate(header: string | null): void {
  const date = Date.parse(header ?? '');
  const known = serverTimeNow();
  if (known !== null && Math.abs(date - known) <= 2 * HEADER_STEP_MS) return;
  hearServerTime(date, HEADER_STEP_MS);
}
