/** Where a strip will be: as high as one. */
export function StripPlace({ axis }: { axis: boolean }) {
  return (
    <div aria-hidden>
      <div className="mb-1 h-7 border-b border-line" />
      {axis ? <div className="h-4" /> : null}
    </div>
  );
}
