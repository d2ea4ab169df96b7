/**
 * What the door writes on a request for those behind it. It takes everything of these names away that comes from outside, so nobody
 * else can say it.
 */
export const ADDRESS_HEADER = 'x-savepoint-address';
/** A page is not told its own path, and needs it to send somebody back after signing in. */
export const PATH_HEADER = 'x-savepoint-path';
/** Whom a proxy vouches for that has shown its secret. */
export const USER_HEADER = 'x-savepoint-proxy-user';
export const GROUPS_HEADER = 'x-savepoint-proxy-groups';
