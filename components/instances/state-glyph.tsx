import type { ReactNode } from 'react';
import type { InstanceStateName } from '@/lib/contracts/instance';

const STROKE = {
  fill: 'none',
  stroke: 'currentColor',
  strokeWidth: 2,
  strokeLinecap: 'round',
  strokeLinejoin: 'round',
} as const;
const CUT = { ...STROKE, stroke: 'var(--glyph-cut, var(--surface))', strokeWidth: 2.4 } as const;

const RING = <circle cx="12" cy="12" r="9" {...STROKE} />;

/** Ten shapes, told apart without colour. */
const SHAPES: Record<InstanceStateName, ReactNode> = {
  'rejecting-writes': (
    <>
      <path d="M8.1 2h7.8L22 8.1v7.8L15.9 22H8.1L2 15.9V8.1Z" fill="currentColor" />
      <path d="M12 7v5.6M12 16.6v.1" {...CUT} />
    </>
  ),
  'not-saving': (
    <>
      <path
        d="M12 2.6 22.6 21H1.4Z"
        fill="currentColor"
        stroke="currentColor"
        strokeWidth="1.6"
        strokeLinejoin="round"
      />
      <path d="M12 9.4v4.8M12 17.9v.1" {...CUT} />
    </>
  ),
  'at-risk': (
    <>
      <path d="M12 3.4 21.8 20.4H2.2Z" {...STROKE} />
      <path d="M12 9.8v4.2M12 17.1v.1" {...STROKE} />
    </>
  ),
  saving: (
    <>
      <circle cx="12" cy="12" r="9" {...STROKE} strokeOpacity="0.4" />
      <path d="M12 3a9 9 0 0 1 0 18Z" fill="currentColor" />
    </>
  ),
  saved: (
    <>
      {RING}
      <path d="m8 12.3 2.8 2.7L16 9.4" {...STROKE} />
    </>
  ),
  unreachable: (
    <>
      {RING}
      <path d="m8.8 8.8 6.4 6.4m0-6.4-6.4 6.4" {...STROKE} />
    </>
  ),
  unknown: (
    <>
      <circle cx="12" cy="12" r="9.6" {...STROKE} strokeDasharray="3.4 2.63" strokeLinecap="butt" />
      <path d="M9.6 9.6a2.5 2.5 0 1 1 3.5 2.5c-.8.4-1.1.8-1.1 1.7M12 17v.1" {...STROKE} />
    </>
  ),
  'no-access': (
    <>
      <rect x="4.5" y="10.5" width="15" height="10.5" rx="2" {...STROKE} />
      <path d="M8 10.5V7a4 4 0 0 1 8 0v3.5" {...STROKE} />
    </>
  ),
  loading: (
    <>
      <circle cx="12" cy="12" r="9.4" {...STROKE} strokeWidth="2.4" strokeLinecap="butt" strokeDasharray="1.4 3.52" />
      <circle cx="12" cy="12" r="2.6" fill="currentColor" />
    </>
  ),
  'no-persistence': (
    <>
      {RING}
      <path d="M8 12h8" {...STROKE} />
    </>
  ),
};

/** The shape of a state. It is never alone: the word stands beside it, so it is hidden from screen readers. */
export function StateGlyph({ state, className }: { state: InstanceStateName; className?: string }) {
  return (
    <svg viewBox="0 0 24 24" aria-hidden className={className ?? 'size-5 shrink-0'}>
      {SHAPES[state]}
    </svg>
  );
}
