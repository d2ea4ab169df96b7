/**
 * The servers of the demo and what each of them shows.
 * @typedef {object} Member
 * @property {string} name
 * @property {'production' | 'staging' | 'development'} environment
 * @property {Record<string, string>} tags
 * @property {string} shows one line for the person who watches
 * @property {string} save its save points, as in the config file
 * @property {readonly string[]} [args] more arguments of redis-server
 * @property {number} keys written before it starts to show anything
 * @property {'disk' | 'aof' | 'process' | 'password'} breaks what `break` breaks and `heal` heals
 * @property {readonly Deed[]} deeds what is done to it at the start, in this order
 * @property {string} [replicaOf]
 * @property {string} [password] the password that Savepoint gives
 *
 * @typedef {'save' | 'save-at-once' | 'write' | 'break' | 'guard-off' | 'save-slowly'} Deed
 */

const USUAL = '3600 1 300 100';

/** @type {readonly Member[]} */
export const FLEET = [
  {
    name: 'orders-primary',
    environment: 'production',
    tags: { team: 'checkout' },
    shows: 'refuses writes: its saves fail, again and again',
    save: '3600 1 60 1000',
    keys: 2000,
    breaks: 'disk',
    deeds: ['save', 'write', 'break'],
  },
  {
    name: 'feed',
    environment: 'production',
    tags: { team: 'social' },
    shows: 'refuses writes: its append-only file is on a full disk',
    save: '',
    args: ['--appendonly', 'yes', '--auto-aof-rewrite-percentage', '0'],
    keys: 100,
    breaks: 'aof',
    deeds: ['break'],
  },
  {
    name: 'rate-limits',
    environment: 'staging',
    tags: { team: 'platform' },
    shows: 'does not save, and takes writes: its guard is off',
    save: USUAL,
    keys: 500,
    breaks: 'disk',
    deeds: ['save', 'guard-off', 'write', 'break'],
  },
  {
    name: 'sessions-eu',
    environment: 'production',
    tags: { team: 'identity' },
    shows: 'saves, and takes its time',
    save: USUAL,
    keys: 20_000,
    breaks: 'disk',
    deeds: ['save-at-once', 'save-slowly'],
  },
  {
    name: 'billing-ledger',
    environment: 'production',
    tags: { team: 'payments' },
    shows: 'does not accept our password',
    save: USUAL,
    keys: 100,
    breaks: 'password',
    deeds: ['save', 'break'],
    password: 'demo',
  },
  {
    name: 'search-index',
    environment: 'staging',
    tags: { team: 'search' },
    shows: 'does not answer: nothing listens there',
    save: USUAL,
    keys: 0,
    breaks: 'process',
    deeds: ['break'],
  },
  {
    name: 'users-primary',
    environment: 'production',
    tags: { team: 'identity' },
    shows: 'saved, with a replica',
    save: USUAL,
    keys: 1000,
    breaks: 'disk',
    deeds: ['save'],
  },
  {
    name: 'users-replica-1',
    environment: 'production',
    tags: { team: 'identity' },
    shows: 'a replica of users-primary',
    save: USUAL,
    // Else a failed save here would end the server at its next replicated write.
    args: ['--replica-ignore-disk-write-errors', 'yes'],
    keys: 0,
    breaks: 'disk',
    deeds: ['save'],
    replicaOf: 'users-primary',
  },
  {
    name: 'catalog',
    environment: 'production',
    tags: { team: 'shop' },
    shows: 'saved',
    save: USUAL,
    keys: 1000,
    breaks: 'disk',
    deeds: ['save'],
  },
  {
    name: 'geo-cache-2',
    environment: 'development',
    tags: { team: 'search' },
    shows: 'keeps nothing: no save points, no append-only file',
    save: '',
    keys: 200,
    breaks: 'disk',
    deeds: [],
  },
];
