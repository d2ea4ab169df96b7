import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, expect, it } from 'vitest';
import { inProject } from '../../scripts/lib/paths.mjs';
import { sampleOf } from '../../scripts/lib/soak/sample.mjs';

const folder = mkdtempSync(join(tmpdir(), 'savepoint-heap-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('what a full collection left is told once, with what of it is compiled', () => {
  const heapFile = join(folder, 'heap');
  const probe = pathToFileURL(inProject('scripts/lib/soak/heap-probe.mjs')).href;
  // The observer is called a moment after the collection.
  const collect = 'gc(); const wait = () => fs.existsSync(process.env.SOAK_HEAP_FILE) || setTimeout(wait, 5); wait();';
  const env = { ...process.env, SOAK_HEAP_FILE: heapFile };
  spawnSync(process.execPath, ['--expose-gc', `--import=${probe}`, '-e', collect], { env });
  const of = { pid: process.pid, data: folder, heapFile, at: 0 };
  const { heap, code } = sampleOf(of);
  expect(code).toBeGreaterThan(0);
  expect(heap).toBeGreaterThan(code ?? Infinity);
  expect(sampleOf(of)).toMatchObject({ heap: null, code: null });
});
