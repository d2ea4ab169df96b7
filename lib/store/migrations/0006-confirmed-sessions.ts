import 'server-only';
import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Since when a session is known to be that person, where that is another time than its beginning: text, as the library keeps times. */
export const confirmedSessions: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema.alterTable('sessions').addColumn('confirmedAt', 'text').execute();
  },
};
