import { existsSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { endLeftovers, runGuarded } from '../../scripts/lib/guarded.mjs';
import { eventually } from '../support/eventually';

/** Sleeps that nobody else on the machine would start, to be found again by their command line. */
const SLEEP = 'sleep 4711';

describe('what the tests leave behind', () => {
  it.each([
    ['a process', `${SLEEP} &`],
    ['a process in a session of its own', `setsid ${SLEEP} &`],
    ['a process that hides its environment', `env -i ${SLEEP} &`],
  ])('is found and ended: %s', async (_case, script) => {
    const runId = randomUUID();
    // What was forked a moment ago has no command line of its own yet: it is looked for once it has.
    const isSleeping = `until grep -qa sleep /proc/$!/cmdline; do :; done`;
    expect(await runGuarded(runId, 'sh', ['-c', `${script} ${isSleeping}`])).toBe(0);
    const left = await eventually('the process to be found', () => {
      const lines = endLeftovers(runId);
      return lines.length > 0 ? lines : null;
    });
    expect(left).toEqual([expect.stringContaining('sleep')]);
    await eventually('it to be gone', () => !existsSync(`/proc/${Number.parseInt(left[0] ?? '', 10)}/cwd`));
    expect(endLeftovers(runId)).toEqual([]);
  });

  it('is nothing when everything was ended', async () => {
    const runId = randomUUID();
    expect(await runGuarded(runId, 'true', [])).toBe(0);
    expect(endLeftovers(runId)).toEqual([]);
  });
});
