import { sqlOn } from './own-postgres.mjs';

const BATCH = 500;
const COLUMNS = 'id text collate "C", instance_id text collate "C", sort_at bigint, body text';

/**
 * Deletes half of a table of saves in batches, as it is done every hour, and drops the half of another that is a partition of its own; with what the disk has back.
 * @param {string} url an empty database
 * @param {number} rows
 */
export async function pruned(url, rows) {
  await sqlOn(url, `create table plain (${COLUMNS}, primary key (id))`);
  await sqlOn(url, `create table parted (${COLUMNS}, primary key (id, sort_at)) partition by range (sort_at)`);
  for (const [name, from, to] of [
    ['old', 0, rows / 2],
    ['new', rows / 2, rows],
  ])
    await sqlOn(url, `create table parted_${name} partition of parted for values from (${from}) to (${to})`);
  for (const table of ['plain', 'parted']) {
    for (const columns of ['sort_at desc, id desc', 'instance_id, sort_at desc, id desc'])
      await sqlOn(url, `create index on ${table} (${columns})`);
    await sqlOn(
      url,
      `insert into ${table} select lpad(n::text, 36, '0'), 'orders-' || (n % 100), n, repeat('x', 160) from generate_series(0, ${rows - 1}) n`,
    );
  }
  await sqlOn(url, 'vacuum analyze');
  const deleting = await timed(async () => {
    const some = `select id from plain where sort_at < ${rows / 2} order by sort_at limit ${BATCH}`;
    await sqlOn(url, ...Array.from({ length: rows / 2 / BATCH }, () => `delete from plain where id in (${some})`));
  });
  const dropping = await timed(() => sqlOn(url, 'drop table parted_old'));
  const bytes = async (/** @type {string} */ table) =>
    Number((await sqlOn(url, `select pg_total_relation_size('${table}') as n`))[0].n);
  return {
    deletedPerSecond: (rows / 2 / deleting) * 1000,
    dropMs: dropping,
    leftByDelete: await bytes('plain'),
    leftByDrop: await bytes('parted_new'),
  };
}

/** Milliseconds. @param {() => Promise<unknown>} work */
async function timed(work) {
  const began = performance.now();
  await work();
  return performance.now() - began;
}
