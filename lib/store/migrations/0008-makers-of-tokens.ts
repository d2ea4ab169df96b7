import 'server-only';
import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** The account that made a token: names can change. Null where none did, and for tokens that were made before. */
export const makersOfTokens: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema.alterTable('api_tokens').addColumn('created_by_id', 'text').execute();
  },
};
