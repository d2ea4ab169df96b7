import { IncidentsView } from '@/components/incidents/incidents-view';
import { PageTime } from '@/components/layout/page-time';
import { checkPage, orNothing, readIncidents, readServerTime } from '@/lib/http/pages';

export default async function IncidentsPage() {
  await checkPage('read');
  const incidents = await orNothing(readIncidents({ limit: 50 }));
  return (
    <PageTime at={readServerTime()}>
      <IncidentsView fallback={incidents} />
    </PageTime>
  );
}
