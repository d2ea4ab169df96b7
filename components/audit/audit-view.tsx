'use client';

import type { AuditList } from '@/lib/contracts/action';
import { isLost } from '@/lib/swr/fetcher';
import { useAudit } from '@/lib/swr/use-audit';
import { Older } from '../saves/older';
import { strings } from '../strings';
import { Notice } from '../ui/notice';
import { PageTitle } from '../ui/page-title';
import { Table } from '../ui/table';
import { AuditRow } from './audit-row';

const HEADS = Object.values(strings.audit.columns).map((text) => ({ text }));

/** Everything that was asked for, by whom, and what became of it. */
export function AuditView({ fallback }: { fallback?: AuditList }) {
  const audit = useAudit(fallback);
  const rows = audit.data ?? [];
  return (
    <div className="space-y-5">
      <PageTitle title={strings.audit.title} lead={strings.audit.lead} />
      {audit.error === null || isLost(audit.error) ? null : (
        <Notice title={strings.audit.error}>
          <p>{audit.error.message}</p>
        </Notice>
      )}
      {rows.length > 0 ? (
        <Table caption={strings.audit.caption} heads={HEADS}>
          {rows.map((entry) => (
            <AuditRow key={entry.id} entry={entry} />
          ))}
        </Table>
      ) : null}
      {rows.length === 0 && audit.error === null ? (
        <p className="rounded-xl border border-line bg-surface px-4 py-6 font-medium">
          {audit.isLoading ? strings.loadingRows : strings.audit.empty}
        </p>
      ) : null}
      <Older
        hasOlder={audit.hasOlder}
        isLoading={audit.isLoadingOlder}
        error={audit.olderError}
        onLoad={() => void audit.loadOlder()}
      />
    </div>
  );
}
