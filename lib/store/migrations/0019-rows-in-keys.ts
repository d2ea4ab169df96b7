import 'server-only';
import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import { keepRowsInKeys, leaveTime } from '../engine-words';

/**
 * The sums and the exposure stand in their keys, one instance after the other. They come in the order of time, a row of each instance after
 * the other: a picture of one looked each of its rows up in another part of the table.
 */
export const rowsInKeys: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await leaveTime(db);
    await keepRowsInKeys(db);
  },
};
