export const next = {
  retries: 'Redis tries again by itself',
  due: 'at any moment',
  never: 'Redis will not try again by itself.',
  failures: (count: string) =>
    `${count} ${count === '1' ? 'attempt' : 'attempts'} in a row wrote no snapshot, as far as Savepoint saw.`,
  aof: 'Free disk space where the AOF lies: Redis then writes it, and takes writes again, by itself.',
  expect: (age: string) => `saved ${age} ago`,
};
