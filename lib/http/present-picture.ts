import 'server-only';
import type { BriefPicture, Picture as PictureBody, PictureList } from '../contracts/picture';
import type { Picture, PictureColumn } from '../domain/picture/picture';
import { isoTime, isoTimeOrNull } from './time';

function presentAxis({ instanceId, range, from, to, columnMs }: Picture) {
  return { instanceId, range, from: isoTime(from), to: isoTime(to), columnSeconds: columnMs / 1000 };
}

export function presentPicture(picture: Picture): PictureBody {
  return {
    ...presentAxis(picture),
    columns: picture.columns.map(({ at, longestForkUsec, ...column }) => ({
      ...column,
      at: isoTime(at),
      longestForkMilliseconds: longestForkUsec === null ? null : longestForkUsec / 1000,
    })),
    changes: picture.changes?.map(({ at, most }) => ({ at: isoTime(at), most })) ?? null,
    incidents:
      picture.incidents?.map(({ number, from, to }) => ({ number, from: isoTime(from), to: isoTimeOrNull(to) })) ??
      null,
  };
}

/** The pictures of many instances, in the order they were given. */
export function presentPictures(pictures: readonly Picture[]): PictureList {
  return { pictures: pictures.map(presentBriefly) };
}

function presentBriefly(picture: Picture): BriefPicture {
  const columns: BriefPicture['columns'] = [];
  const unwatched: [number, number][] = [];
  for (const column of picture.columns) {
    const index = Math.round((column.at - picture.from) / picture.columnMs);
    const told = toldOf(column);
    const last = unwatched.at(-1);
    if (column.unwatched < 1 || Object.keys(told).length > 1) columns.push({ ...told, index });
    else if (last?.[1] === index) last[1] = index + 1;
    else unwatched.push([index, index + 1]);
  }
  return { ...presentAxis(picture), columns, unwatched };
}

/** A longest save of 0 seconds is one; none at all is null, and left out. What only charts show is not drawn for a fleet. */
function toldOf({
  at: _at,
  mostCopiedBytes: _copied,
  longestForkUsec: _fork,
  longestSeconds,
  ...counts
}: PictureColumn): Partial<BriefPicture['columns'][number]> {
  const told: Partial<BriefPicture['columns'][number]> = Object.fromEntries(
    Object.entries(counts).filter(([, value]) => Boolean(value)),
  );
  return longestSeconds === null ? told : { ...told, longestSeconds };
}
