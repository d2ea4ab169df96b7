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

/** The histories of the whole fleet, one picture each. `first` are those that the server rendered, which need not be all. */
export function usePictures(range: Range, first?: PictureList): Resource<PictureList> {
  const { cache } = useSWRConfig();
  const key = picturesKey(range);
  const response = useSWR(key, () => readPictures(key, cache.get(key)?.data ?? first), {
    ...drawing(),
    fallbackData: first,
  });
  return toResource(response, null);
}
