import type { BriefPicture, Picture, PictureColumn } from '../contracts/picture';

/** A column that was watched, and in which nothing happened: what a brief picture leaves out. */
export const QUIET_COLUMN: Omit<PictureColumn, 'at'> = {
  saved: 0,
  failed: 0,
  cancelled: 0,
  unknown: 0,
  running: false,
  longestSeconds: null,
  mostCopiedBytes: null,
  longestForkMilliseconds: null,
  unwatched: 0,
  restarts: 0,
  guardOff: false,
};

const known = new WeakMap<BriefPicture, Picture>();

/** A picture as it is told among many, with everything that was left out of it but what only charts show; the same one each time, so that it is drawn once. */
export function fullPicture(brief: BriefPicture): Picture {
  const full = known.get(brief) ?? filled(brief);
  known.set(brief, full);
  return full;
}

function filled({ columns, unwatched, ...axis }: BriefPicture): Picture {
  const timeOf = (index: number): string =>
    new Date(Date.parse(axis.from) + index * axis.columnSeconds * 1000).toISOString();
  const told = columns.map(({ index, ...facts }) => ({ ...QUIET_COLUMN, ...facts, at: timeOf(index) }));
  const blind = unwatched.flatMap(([first, end]) =>
    Array.from({ length: end - first }, (_, nth) => ({ ...QUIET_COLUMN, unwatched: 1, at: timeOf(first + nth) })),
  );
  return {
    ...axis,
    columns: [...blind, ...told].sort((one, other) => (one.at < other.at ? -1 : 1)),
    changes: null,
    incidents: null,
  };
}
