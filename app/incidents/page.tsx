import { IncidentsView } from '@/components/incidents/incidents-view';
import { PageTime } from '@/components/layout/page-time';
import { orNothing, readIncidents, readServerTime } from '@/lib/http/pages';

export default async function IncidentsPage() {
  const incidents = await orNothing(readIncidents({ limit: 50 }));
  return (
    <PageTime at={readServerTime()}>
      <IncidentsView fallback={incidents} />
    </PageTime>
  );
}
