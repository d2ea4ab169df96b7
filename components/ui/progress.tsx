/** A bar for what really moves. Without a known share there is no bar: nothing is made up. */
export function Progress({ percent, label }: { percent: number; label: string }) {
  const share = Math.min(100, Math.max(0, percent));
  return (
    <svg
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(share)}
      viewBox="0 0 100 6"
      preserveAspectRatio="none"
      className="block h-1.5 w-full overflow-hidden rounded-full bg-soft"
    >
      <rect width={share} height="6" className="fill-progress" />
    </svg>
  );
}
