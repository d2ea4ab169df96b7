'use client';

import type { AuditList } from '@/lib/contracts/action';
import { isLost } from '@/lib/swr/fetcher';
import { auditExport } from '@/lib/swr/keys';
import { useAudit } from '@/lib/swr/use-audit';
import { ExportLinks } from '../saves/export-links';
import { Older } from '../saves/older';
import { useStrings } from '../strings/use-strings';
import { errorText } from '../strings/error-text';
import { Notice } from '../ui/notice';
import { PageTitle } from '../ui/page-title';
import { Table } from '../ui/table';
import { useTimeHeading } from '../ui/time';
import { AuditRow } from './audit-row';

/** Everything that was asked for, by whom, and what became of it. */
export function AuditView({ fallback }: { fallback?: AuditList }) {
  const strings = useStrings();
  const audit = useAudit(fallback);
  const columns = { ...strings.audit.columns, at: useTimeHeading(strings.audit.columns.at) };
  const rows = audit.data ?? [];
  return (
    <div className="space-y-5">
      <div className="flex flex-wrap items-end justify-between gap-x-4 gap-y-1">
        <PageTitle title={strings.audit.title} lead={strings.audit.lead} />
        <ExportLinks hrefOf={auditExport} means={strings.picture.exportAll} />
      </div>
      {audit.error === null || isLost(audit.error) ? null : (
        <Notice title={strings.audit.error}>
          <p>{errorText(audit.error, strings)}</p>
        </Notice>
      )}
      {rows.length > 0 ? (
        <Table caption={strings.audit.caption} heads={Object.values(columns).map((text) => ({ text }))}>
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
