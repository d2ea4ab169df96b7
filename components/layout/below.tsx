'use client';

import { Announcer } from './announcer';
import { ApprovalAnnouncer } from './approval-announcer';
import { TabIcon } from './tab-icon';

/** What every page says without a place of its own in it: by its tab, over its foot, and to who listens. */
export function Below() {
  return (
    <>
      <TabIcon />
      <Announcer />
      <ApprovalAnnouncer />
    </>
  );
}
