import { expect, it } from 'vitest';
import { recorderOf, type Watcher } from '../../lib/store/dividing';

const IDS = Array.from({ length: 300 }, (_, index) => `r${index}`);
const member = (id: string, watches = IDS): Watcher => ({ id, watches: new Set(watches) });
const THREE = [member('a'), member('b'), member('c')];
const share = (members: readonly Watcher[], of: string): readonly string[] =>
  IDS.filter((id) => recorderOf(id, members) === of);

it('is the same whoever asks, in whatever order the members are', () => {
  for (const id of IDS) expect(recorderOf(id, THREE.toReversed())).toBe(recorderOf(id, THREE));
});

it('gives each a good part, and moves only what one had that is gone', () => {
  for (const { id } of THREE) expect(share(THREE, id).length).toBeGreaterThan(60);
  const two = THREE.slice(0, 2);
  for (const { id } of two) expect(share(two, id)).toEqual(expect.arrayContaining([...share(THREE, id)]));
});

it('is somebody who watches it, and nobody where nobody does', () => {
  const some = [member('a', ['r1']), member('b', ['r2'])];
  expect(['r1', 'r2', 'r3'].map((id) => recorderOf(id, some))).toEqual(['a', 'b', null]);
});
