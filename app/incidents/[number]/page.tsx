import { notFound } from 'next/navigation';
import { IncidentPage } from '@/components/incidents/incident-page';
import { PageTime } from '@/components/layout/page-time';
import { incidentParamsSchema } from '@/lib/contracts/incident';
import { checkPage, orNothing, readIncident, readIncidentTimeline, readServerTime } from '@/lib/http/pages';

interface Props {
  params: Promise<{ number: string }>;
}

export default async function Page({ params }: Props) {
  await checkPage('read');
  const { data } = incidentParamsSchema.safeParse(await params);
  const incident = data === undefined ? null : await readIncident(data.number);
  if (incident === null) notFound();
  const timeline = await orNothing(readIncidentTimeline(incident.number, 50));
  return (
    <PageTime at={readServerTime()}>
      <IncidentPage key={incident.number} fallback={incident} timeline={timeline ?? undefined} />
    </PageTime>
  );
}
