/** @typedef {import('../demo/fleet.mjs').Member} Member */
/** @typedef {import('./plan.mjs').Kind} Kind */

const PLAIN = 15;

/** What may happen to any server that saves. @type {readonly Kind[]} */
const USUAL = ['hang', 'crash', 'child-killed', 'saves-fail', 'memory-full', 'save', 'guard-by-time', 'guard-by-hand'];

/**
 * The servers of a soak, and what may happen to each.
 * @returns {{ member: Member, kinds: readonly Kind[] }[]}
 */
export function soakFleet() {
  const plain = Array.from({ length: PLAIN }, (_, index) => ({
    member: memberOf(`plain-${String(index + 1).padStart(2, '0')}`),
    kinds: USUAL,
  }));
  return [
    ...plain,
    // A replica would end its server at a write that it cannot save, and is no place for a guard.
    {
      member: memberOf('replica-1', {
        replicaOf: 'plain-01',
        keys: 0,
        args: ['--hz', '1', '--replica-ignore-disk-write-errors', 'yes'],
      }),
      kinds: ['hang'],
    },
    ...['password-1', 'password-2'].map((name) => ({
      member: memberOf(name, { breaks: 'password', password: 'soak' }),
      kinds: /** @type {const} */ (['password']),
    })),
    {
      member: memberOf('aof-1', {
        save: '',
        breaks: 'aof',
        keys: 100,
        args: ['--hz', '1', '--appendonly', 'yes', '--auto-aof-rewrite-percentage', '0'],
      }),
      kinds: ['aof-disk-full'],
    },
    { member: memberOf('cache-1', { save: '' }), kinds: ['hang', 'memory-full'] },
  ];
}

/** @param {string} name @param {Partial<Member>} [more] @returns {Member} */
function memberOf(name, more = {}) {
  return {
    name,
    // Where nobody has to type a name before the guard goes off.
    environment: 'development',
    tags: { soak: 'yes' },
    shows: '',
    save: '3600 1 300 100',
    // Redis at rest, twenty times over, should not keep the machine busy.
    args: ['--hz', '1'],
    keys: 200,
    breaks: 'disk',
    deeds: [],
    ...more,
  };
}
