import { mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStore } from '../../lib/store/open-store';
import { asStoreError } from '../../lib/store/store-error';
import type { Store } from '../../lib/store/store';
import { A_KEY, newDataDir } from '../support/store-folder';
import { aResolution, anAction } from '../support/store-samples';

let dataDir: string;
let folder: string;
let store: Store;

beforeEach(async () => {
  dataDir = newDataDir();
  folder = join(dataDir, 'claims');
  store = await openStore({ dataDir, secretKey: A_KEY });
});

afterEach(async () => {
  await store.close();
  rmSync(dataDir, { recursive: true });
});

describe('the files of claims', () => {
  it('are for their owner alone, and a lock needs no page and no journal', async () => {
    await store.claimInstance('orders', 'oncall-1');
    await store.beginAction(anAction('a-1'));
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    const files = readdirSync(folder).sort();
    expect(files).toEqual([
      expect.stringMatching(/^action-[0-9a-f]{64}$/),
      expect.stringMatching(/^instance-[0-9a-f]{64}$/),
      expect.stringMatching(/^instance-[0-9a-f]{64}\.by$/),
    ]);
    for (const file of files) expect(statSync(join(folder, file)).mode & 0o777, file).toBe(0o600);
    expect(files.map((file) => statSync(join(folder, file)).size)).toEqual([0, 0, 'oncall-1'.length]);
  });

  it('are one of each instance once everything has ended, and none of an action', async () => {
    for (let turn = 0; turn < 3; turn += 1) {
      const claim = await store.claimInstance('orders', 'oncall-1');
      await store.beginAction(anAction(`a-${turn}`));
      await store.resolveAction(`a-${turn}`, aResolution());
      if (claim.kind === 'held') await claim.release();
    }
    expect(readdirSync(folder)).toEqual([expect.stringMatching(/^instance-[0-9a-f]{64}$/)]);
  });

  it('of an action that died with its process goes with its outcome', async () => {
    const other = await openStore({ dataDir, secretKey: A_KEY });
    await other.beginAction(anAction('a-1'));
    await other.close();
    expect(readdirSync(folder), 'what a dead process leaves').toHaveLength(1);
    await store.resolveAction('a-1', aResolution());
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe('a folder that cannot be used', () => {
  it('is a store that fails, not an instance that somebody has', async () => {
    writeFileSync(folder, 'something else');
    await expect(store.claimInstance('orders', 'oncall-1')).rejects.toMatchObject({ name: 'StoreError' });
    await expect(store.beginAction(anAction('a-1'))).rejects.toMatchObject({ name: 'StoreError' });
    expect(await store.pendingActions(), 'no intent without a claim').toEqual([]);
  });

  it('leaves no lock behind when the name cannot be written', async () => {
    const claim = await store.claimInstance('orders', 'oncall-1');
    if (claim.kind === 'held') await claim.release();
    const [file = ''] = readdirSync(folder);
    const name = join(folder, `${file}.by`);
    // A folder stands where the name should.
    mkdirSync(name);
    await expect(store.claimInstance('orders', 'oncall-1')).rejects.toMatchObject({ name: 'StoreError' });
    rmSync(name, { recursive: true });
    expect(await store.claimInstance('orders', 'oncall-1')).toMatchObject({ kind: 'held' });
  });

  it.each([
    ['ENOSPC', 'full'],
    ['EACCES', 'readonly'],
    ['EROFS', 'readonly'],
    ['EIO', 'failed'],
  ])('says of %s: %s', (code, said) => {
    expect(asStoreError(Object.assign(new Error('no'), { code }))).toMatchObject({ code: said });
  });
});
