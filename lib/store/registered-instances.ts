import 'server-only';
import type { Credentials, Endpoint, RegisteredInstance } from '../domain/instance/instance';
import type { EpochMs } from '../domain/observation/observation';
import { appendRecord } from './audit';
import { closeWithInstance } from './incidents';
import { closeNotices } from './notices';
import { seal, unseal } from './sealed-box';
import { parsed } from './tables/json-text';
import type { Db } from './schema';
import type { RegisteredInstancesTable } from './tables/instances';
import type { RegisteredInstances } from './store';
import type { AuditFacts } from './audit-facts';
import { forgetMemory } from './watch-memory';

type Secrets = Pick<RegisteredInstance, 'observer' | 'operator'>;

/** By id; one whose credentials cannot be decrypted is a problem of its own, and keeps no other from being listed. */
export async function listRegistered(db: Db, key: Buffer): Promise<RegisteredInstances> {
  const rows = await db.selectFrom('registered_instances').selectAll().orderBy('id').execute();
  const read = rows.map((row) => ({ id: row.id, instance: instanceOf(row, key) }));
  return {
    instances: read.flatMap(({ instance }) => (instance === null ? [] : [instance])),
    problems: read.flatMap(({ id, instance }) => (instance === null ? [{ id, message: undecryptable(id) }] : [])),
  };
}

/** False when the id is taken: then nothing is kept. Call it in a transaction. */
export async function addRegistered(
  db: Db,
  key: Buffer,
  instance: RegisteredInstance,
  entry: AuditFacts,
): Promise<boolean> {
  const added = await db
    .insertInto('registered_instances')
    .values(rowOf(instance, key))
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returning('id')
    .executeTakeFirst();
  if (added === undefined) return false;
  await appendRecord(db, entry, null);
  return true;
}

/** False when there is none of that id. Call it in a transaction. */
export async function removeRegistered(db: Db, id: string, entry: AuditFacts): Promise<boolean> {
  const { numDeletedRows } = await db.deleteFrom('registered_instances').where('id', '=', id).executeTakeFirstOrThrow();
  if (numDeletedRows === 0n) return false;
  await forgetInstance(db, id, entry.at);
  await appendRecord(db, entry, null);
  return true;
}

/** Forgets what is remembered of an instance: whoever gets its id next is not its restart. Its history stays. */
export async function forgetInstance(db: Db, id: string, at: EpochMs): Promise<void> {
  await forgetMemory(db, id);
  await db.deleteFrom('log_places').where('instance_id', '=', id).execute();
  // Whoever else records it can write down nothing more of it.
  await db.deleteFrom('store_leases').where('instance_id', '=', id).execute();
  await closeNotices(db, id);
  await db
    .updateTable('overrides')
    .set({ ended_at: at })
    .where('instance_id', '=', id)
    .where('ended_at', 'is', null)
    .execute();
  await closeWithInstance(db, id, at);
}

function rowOf(instance: RegisteredInstance, key: Buffer): RegisteredInstancesTable {
  const secrets: Secrets = {
    observer: credentialsOf(instance.observer),
    operator: instance.operator === null ? null : credentialsOf(instance.operator),
  };
  const endpoint = JSON.stringify(instance.endpoint);
  return {
    id: instance.id,
    name: instance.name,
    endpoint,
    database_number: instance.database,
    sealed_credentials: seal(key, placeOf(instance.id, endpoint), JSON.stringify(secrets)),
    environment: instance.environment,
    expected_guard: instance.expectedGuard,
    tags: JSON.stringify(instance.tags),
  };
}

/** Null when its credentials cannot be decrypted. */
function instanceOf(row: RegisteredInstancesTable, key: Buffer): RegisteredInstance | null {
  const secrets = unseal(key, placeOf(row.id, row.endpoint), row.sealed_credentials);
  if (secrets === null) return null;
  return {
    id: row.id,
    name: row.name,
    endpoint: parsed<Endpoint>(row.endpoint),
    database: row.database_number,
    ...parsed<Secrets>(secrets),
    environment: row.environment,
    expectedGuard: row.expected_guard,
    tags: parsed<Record<string, string>>(row.tags),
    origin: { kind: 'registered' },
  };
}

/** The endpoint belongs to it: a changed address must not be sent the password of the former one. */
function placeOf(id: string, endpoint: string): string {
  return JSON.stringify(['registered_instances', id, endpoint]);
}

function credentialsOf({ username, password }: Credentials): Credentials {
  return { username, password };
}

function undecryptable(id: string): string {
  return `The stored credentials of the instance "${id}" cannot be decrypted, so it is not watched: the secret key is not the one they were stored with, or the row was changed. Start with the former key (SAVEPOINT_SECRET_KEY, SAVEPOINT_SECRET_KEY_FILE or secret.key in the data folder), or remove it (DELETE /api/instances/${id}) and register it again.`;
}
