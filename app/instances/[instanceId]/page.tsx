import { notFound } from 'next/navigation';
import { InstancePage } from '@/components/instances/instance-page';
import { PageTime } from '@/components/layout/page-time';
import { readEvents, readInstance, readSaves, readServerTime } from '@/lib/http/pages';

// The store may be out while the live state is known: then the page shows that state, and its history says what is wrong.
function orNothing<T>(reading: Promise<T>): Promise<T | undefined> {
  return reading.catch(() => undefined);
}

export default async function Page({ params }: { params: Promise<{ instanceId: string }> }) {
  const { instanceId } = await params;
  const instance = await readInstance(instanceId);
  if (instance === null) notFound();
  const [saves, events] = await Promise.all([
    orNothing(readSaves({ instanceId, limit: 50 })),
    orNothing(readEvents({ instanceId, limit: 50 })),
  ]);
  return (
    <PageTime at={readServerTime()}>
      <InstancePage key={instanceId} fallback={instance} saves={saves} events={events} />
    </PageTime>
  );
}
