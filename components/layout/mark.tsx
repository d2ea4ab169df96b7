/** Savepoint's mark: a point that is held. */
export function Mark() {
  return (
    <svg viewBox="0 0 24 24" aria-hidden className="size-5 shrink-0">
      <circle cx="12" cy="12" r="9.5" fill="none" stroke="currentColor" strokeWidth="2.6" />
      <circle cx="12" cy="12" r="3.6" fill="currentColor" />
    </svg>
  );
}
