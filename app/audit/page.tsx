import { AuditView } from '@/components/audit/audit-view';
import { PageTime } from '@/components/layout/page-time';
import { readAudit, readFleet, readServerTime } from '@/lib/http/pages';

export default async function AuditPage() {
  // Keeps the page from being rendered at build time also where the audit trail cannot be read.
  await readFleet();
  const audit = await readAudit({ limit: 50 }).catch(() => undefined);
  return (
    <PageTime at={readServerTime()}>
      <AuditView fallback={audit} />
    </PageTime>
  );
}
