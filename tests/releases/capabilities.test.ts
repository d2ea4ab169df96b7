import { describe, test } from 'vitest';
import { ACTING } from '../support/capabilities/acting';
import { Ground } from '../support/capabilities/capability';
import { FAILING } from '../support/capabilities/failing';
import { RIGHTS } from '../support/capabilities/rights';
import { WATCHING } from '../support/capabilities/watching';
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

describe.each(Object.entries({ Watching: WATCHING, 'A failed save': FAILING, Acting: ACTING, Rights: RIGHTS }))(
  '%s',
  (_group, capabilities) => {
    test.for(capabilities)('$name', { timeout: 90_000 }, async ({ name, check }, { task }) => {
      task.meta.capability = name;
      const shown = await check(ground);
      if (shown !== 'yes') task.meta.notInThisRelease = shown.not;
    });
  },
);
