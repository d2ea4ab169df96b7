import 'server-only';
import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Actions are found in the order in which their intents were kept: the clock that tells when they were asked for can be set back. */
export const actionsInOrder: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema.dropIndex('actions_of_instance').execute();
    await db.schema.dropIndex('actions_by_outcome').execute();
    await db.schema
      .createIndex('actions_of_instance')
      .on('actions')
      .columns(['instance_id', 'kind', 'outcome', 'audit_seq desc'])
      .execute();
    await db.schema.createIndex('actions_by_outcome').on('actions').columns(['outcome', 'audit_seq']).execute();
  },
};
