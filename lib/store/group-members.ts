import 'server-only';
import { appendRecord } from './audit';
import type { KeptMember } from './group-store';
import { forgetInstance } from './registered-instances';
import type { Db } from './schema';
import type { AuditFacts } from './audit-facts';

type Fingerprint = (text: string) => string;

/** By id. One whose row is not as it was written is left out: it is found again, or it is none. */
export async function listMembers(db: Db, fingerprint: Fingerprint): Promise<readonly KeptMember[]> {
  const rows = await db.selectFrom('group_members').selectAll().orderBy('instance_id').execute();
  return rows.flatMap(({ instance_id, group_name, host, port, gone_since, seal }) => {
    const member = { instanceId: instance_id, group: group_name, host, port, goneSince: gone_since };
    return sealOf(member, fingerprint) === seal ? [member] : [];
  });
}

/** Call it in a transaction. */
export async function keepMember(
  db: Db,
  fingerprint: Fingerprint,
  member: KeptMember,
  entry: AuditFacts,
): Promise<void> {
  const { instanceId, group, host, port, goneSince } = member;
  const seal = sealOf(member, fingerprint);
  const row = { group_name: group, host, port, gone_since: goneSince, seal };
  const { numUpdatedRows } = await db
    .updateTable('group_members')
    .set(row)
    .where('instance_id', '=', instanceId)
    .executeTakeFirstOrThrow();
  if (numUpdatedRows > 0n) return;
  await db
    .insertInto('group_members')
    .values({ instance_id: instanceId, ...row })
    .execute();
  await appendRecord(db, entry, null);
}

/** Call it in a transaction. */
export async function forgetMember(db: Db, instanceId: string, entry: AuditFacts): Promise<void> {
  const { numDeletedRows } = await db
    .deleteFrom('group_members')
    .where('instance_id', '=', instanceId)
    .executeTakeFirstOrThrow();
  if (numDeletedRows === 0n) return;
  await forgetInstance(db, instanceId, entry.at);
  await appendRecord(db, entry, null);
}

/** The address belongs to the member: the credentials of the group are sent there. */
function sealOf({ instanceId, group, host, port }: KeptMember, fingerprint: Fingerprint): string {
  return fingerprint(JSON.stringify(['group_members', instanceId, group, host, port]));
}
