import useSWR from 'swr';
import type { PictureList, Range } from '../contracts/picture';
import { getJson } from './fetcher';
import { picturesKey } from './keys';
import type { Resource } from './resource';
import { drawing, toResource } from './resource';
import { useSeed } from './use-seed';

/** The histories of the whole fleet, one picture each. `fallback` is what the server rendered. */
export function usePictures(range: Range, fallback?: PictureList): Resource<PictureList> {
  const key = picturesKey(range);
  useSeed(key, fallback);
  return toResource(useSWR(key, getJson<PictureList>, { ...drawing(), fallbackData: fallback }), null);
}
