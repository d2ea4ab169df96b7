/** The variable that says where the Savepoints of the tests keep everything: `postgres`, or else in files. */
export const STORE = 'TEST_STORE';

/** True in a run of the tests with `--store=postgres`. */
export const ON_POSTGRES = process.env[STORE] === 'postgres';

/** The variable with the address of the Postgres that the tests of such a run share (tests/support/shared-postgres.ts). */
export const SERVER = 'TEST_POSTGRES';

/** The database there that the others are copies of. */
export const TEMPLATE = 'tables';
