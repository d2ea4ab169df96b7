import type { InstanceStateName } from '@/lib/contracts/instance';
import { WORST_FIRST } from '@/lib/domain/instance/order-instances';
import type { Believed } from '../instances/fleet-filter';

/** Calm states share the mark: an icon that changed with every save would only distract. */
type IconState = Exclude<InstanceStateName, 'saving' | 'no-persistence' | 'saved'>;

const CALM: readonly InstanceStateName[] = ['saving', 'no-persistence', 'saved'];
const CALM_ICON = '/favicon.svg';

interface Drawing {
  /** By day and by night. */
  readonly colours: readonly [string, string];
  readonly shapes: string;
}

const INK = ['#15181b', '#e9ecef'] as const;
const RING = '<circle cx="12" cy="12" r="9.5"/>';
const MARK = '<path d="M12 7v6M12 17v.2" stroke="#fff"/>';

/** Bolder than the glyphs on the page: a tab has 16 pixels. */
const DRAWINGS: Record<IconState, Drawing> = {
  'rejecting-writes': {
    colours: ['#c8371b', '#ff6d4a'],
    shapes: `<path fill="currentColor" stroke="none" d="M7.4 1h9.2L23 7.4v9.2L16.6 23H7.4L1 16.6V7.4Z"/>${MARK}`,
  },
  'not-saving': {
    colours: ['#b25e00', '#f0a13a'],
    shapes: '<path fill="currentColor" d="M12 3 22 21H2Z"/><path d="M12 9.5V14M12 18v.2" stroke="#fff"/>',
  },
  'at-risk': { colours: ['#7d6400', '#dcc04f'], shapes: '<path d="M12 3 22 21H2Z"/><path d="M12 10v3.5M12 17v.2"/>' },
  unreachable: { colours: INK, shapes: `${RING}<path d="m8.5 8.5 7 7m0-7-7 7"/>` },
  'no-access': { colours: INK, shapes: '<path d="M4 10.5h16V22H4Z"/><path d="M7.5 10.5V7a4.5 4.5 0 0 1 9 0v3.5"/>' },
  unknown: {
    colours: INK,
    shapes: '<circle cx="12" cy="12" r="9.5" stroke-dasharray="5.95 4" stroke-linecap="butt"/><path d="M12 12v.2"/>',
  },
  loading: {
    colours: INK,
    shapes: '<circle cx="12" cy="12" r="9.5" stroke-dasharray="2 4.63" stroke-linecap="butt"/><path d="M12 12v.2"/>',
  },
};

/** The worst that a person may believe of the fleet; null while nothing in it asks for anybody. */
export function worstState(fleet: readonly Believed[]): IconState | null {
  const isTold = ({ instance, state }: Believed): boolean => !(state === 'at-risk' && instance.quiet);
  const states = new Set(fleet.filter(isTold).map(({ state }) => state));
  const worst = WORST_FIRST.find((state) => states.has(state));
  return worst === undefined || CALM.includes(worst) ? null : (worst as IconState);
}

/** A data URL: when Savepoint is gone it cannot be asked for the icon that says so. */
export function iconHref(state: IconState | null): string {
  if (state === null) return CALM_ICON;
  const { colours, shapes } = DRAWINGS[state];
  const [day, night] = colours;
  return `data:image/svg+xml,${encodeURIComponent(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><title>${state}</title>` +
      `<style>:root{color:${day}}@media(prefers-color-scheme:dark){:root{color:${night}}}</style>` +
      `<g fill="none" stroke="currentColor" stroke-width="3" stroke-linecap="round" stroke-linejoin="round">${shapes}</g></svg>`,
  )}`;
}
