import useSWR, { useSWRConfig } from 'swr';
import type { PictureList, Range } from '../contracts/picture';
import { getJson } from './fetcher';
import { keepSame } from './keep-same';
import { picturesKey } from './keys';
import type { Resource } from './resource';
import { drawing, toResource } from './resource';

async function readPictures(key: string, known: PictureList | undefined): Promise<PictureList> {
  const { pictures } = await getJson<PictureList>(key);
  return { pictures: [...keepSame(known?.pictures ?? [], pictures, ({ instanceId }) => instanceId)] };
}

/**
 * The histories of the `most` worst of the fleet, or (null) of all of it, one picture each: a page asks for those that it shows, for those of a
 * thousand instances are megabytes. `first` are those that the server rendered, which need not be all.
 */
export function usePictures(range: Range, most: number | null, first?: PictureList): Resource<PictureList> {
  const { cache } = useSWRConfig();
  const key = picturesKey(range, most);
  const response = useSWR(key, () => readPictures(key, cache.get(key)?.data ?? first), {
    ...drawing(),
    fallbackData: first,
  });
  return toResource(response, null);
}
