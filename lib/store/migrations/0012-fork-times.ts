import 'server-only';
import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** How long the fork of each save took, in microseconds. Null where it is not known, and for saves that were kept before. */
export const forkTimes: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema.alterTable('saves').addColumn('fork_usec', 'integer').execute();
  },
};
