import 'server-only';
import { Kysely, SqliteDialect } from 'kysely';
import { fingerprintWith } from './fingerprint';
import type { Schema } from './schema';
import type { Store } from './store';
import type { StoreError } from './store-error';

/**
 * A store that could not be opened: it holds nothing and takes nothing. Whatever is asked of it is refused with `error`; only what
 * needs no file is answered.
 */
export function absentStore(error: StoreError, secretKey: Buffer): Store {
  const refuse = (): Promise<never> => Promise.reject(error);
  const answers: Pick<Store, 'fingerprint' | 'close' | 'database' | 'members'> = {
    fingerprint: fingerprintWith(secretKey),
    close: () => Promise.resolve(),
    members: null,
    database: { db: new Kysely<Schema>({ dialect: new SqliteDialect({ database: refuse }) }), type: 'sqlite' },
  };
  return new Proxy(answers, { get: (known, name) => (name in known ? Reflect.get(known, name) : refuse) }) as Store;
}
