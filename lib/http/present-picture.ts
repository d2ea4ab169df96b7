import 'server-only';
import type { Picture as PictureBody, PictureList } from '../contracts/picture';
import type { Picture } from '../domain/picture';
import { isoTime } from './time';

export function presentPicture(picture: Picture): PictureBody {
  return {
    instanceId: picture.instanceId,
    range: picture.range,
    from: isoTime(picture.from),
    to: isoTime(picture.to),
    columnSeconds: picture.columnMs / 1000,
    columns: picture.columns.map((column) => ({ ...column, at: isoTime(column.at) })),
    changes: picture.changes?.map(({ at, most }) => ({ at: isoTime(at), most })) ?? null,
  };
}

/** The pictures of all instances, in the order they were given (worst first). */
export function presentPictures(pictures: readonly Picture[]): PictureList {
  return { pictures: pictures.map(presentPicture) };
}
