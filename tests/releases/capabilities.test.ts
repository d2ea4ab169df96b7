import { test } from 'vitest';
import { CAPABILITIES } from '../support/capabilities/capabilities';
import { Ground } from '../support/capabilities/capability';
import { endings } from '../support/endings';

declare module 'vitest' {
  interface TaskMeta {
    /** The line of the table of docs/compatibility.md. */
    capability?: string;
    /** Why this release cannot have it. */
    notInThisRelease?: string;
  }
}

const ground = new Ground(endings());

test.for(CAPABILITIES)('$name', { timeout: 90_000 }, async ({ name, check }, { task }) => {
  task.meta.capability = name;
  const shown = await check(ground);
  if (shown !== 'yes') task.meta.notInThisRelease = shown.not;
});
