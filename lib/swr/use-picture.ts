import useSWR from 'swr';
import type { Picture, Range } from '../contracts/picture';
import { getJson } from './fetcher';
import { pictureKey } from './keys';
import type { Resource } from './resource';
import { drawing, toResource } from './resource';
import { useSeed } from './use-seed';

/**
 * The history of an instance as one picture. While another range is read the picture of the one before stays; `data.range`
 * says which it is. `fallback` is what the server rendered.
 */
export function usePicture(instanceId: string, range: Range, fallback?: Picture): Resource<Picture> {
  const key = pictureKey(instanceId, range);
  const seed = fallback?.range === range ? fallback : undefined;
  useSeed(key, seed);
  return toResource(useSWR(key, getJson<Picture>, { ...drawing(), fallbackData: seed }), null);
}
