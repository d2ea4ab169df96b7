import { notFound } from 'next/navigation';
import { IncidentPage } from '@/components/incidents/incident-page';
import { PageTime } from '@/components/layout/page-time';
import { incidentParamsSchema } from '@/lib/contracts/incident';
import {
  checkPage,
  orNothing,
  readIncident,
  readIncidentTimeline,
  readRunbook,
  readServerTime,
} from '@/lib/http/pages';

interface Props {
  params: Promise<{ number: string }>;
}

export default async function Page({ params }: Props) {
  await checkPage('read');
  const { data } = incidentParamsSchema.safeParse(await params);
  if (data === undefined) notFound();
  const { number } = data;
  const incident = await orNothing(readIncident(number));
  if (incident === null) notFound();
  const timeline = await orNothing(readIncidentTimeline(number, 50));
  const runbook = incident?.state === 'open' ? await readRunbook(incident.instance.id) : null;
  return (
    <PageTime at={readServerTime()}>
      <IncidentPage
        key={number}
        number={number}
        fallback={incident}
        timeline={timeline ?? undefined}
        runbook={runbook ?? undefined}
      />
    </PageTime>
  );
}
