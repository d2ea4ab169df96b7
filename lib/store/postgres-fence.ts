import 'server-only';

/** The advisory lock that whoever writes has for that transaction: the letters "savept" as a number. Releases before held it as long as they ran. */
export const LOCK = '126862435381364';

/** So long a Savepoint that says nothing counts as alive, in milliseconds; it says so with whatever it writes, and every second. */
const LEASE_MS = 5000;

export const LOST =
  'This Savepoint said nothing for longer than its lease, and another one on the same database has taken over what it recorded. What this one remembers may no longer be true, so it begins anew.';

/** Milliseconds by the clock of the database: no other one is asked. */
export const NOW = '(extract(epoch from clock_timestamp()) * 1000)::bigint';

export const EXPIRY = `${NOW} + ${LEASE_MS}`;

/**
 * Proves that `me` is a member, and renews its lease: one row, or none where it is one no more. Run it with the lock, in the transaction
 * that it is to protect: who takes a member out has the lock as well, so what commits was written while nobody else had its place. One whose lease
 * is over lives again unless another one was there all the time: then it slept, and Postgres did not. `me` is a UUID of ours.
 */
export function fence(me: string): string {
  return `update store_members as me
    set since = case when me.expires_at > ${NOW} then me.since else ${NOW} end, expires_at = ${EXPIRY}
    where me.id = '${me}' and (me.expires_at > ${NOW} or not exists (
      select 1 from store_members as other where other.id <> me.id and other.expires_at > ${NOW} and other.since < me.expires_at))`;
}

/**
 * Takes out whose lease is over, with all that it had: by who was there when that ended, or has been there for a lease since. After an outage of Postgres
 * everybody else has that long to come back.
 */
export function reap(me: string): string {
  return `delete from store_members as other using store_members as me
    where me.id = '${me}' and other.id <> me.id and other.expires_at < ${NOW}
      and (me.since < other.expires_at or me.since < ${NOW} - ${LEASE_MS})
    returning other.id, other.name`;
}
