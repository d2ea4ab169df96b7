import { notFound } from 'next/navigation';
import { InstancePage } from '@/components/instances/instance-page';
import { PageTime } from '@/components/layout/page-time';
import { rangeSchema } from '@/lib/contracts/picture';
import { orNothing, readEvents, readInstance, readPicture, readSaves, readServerTime } from '@/lib/http/pages';

interface Props {
  params: Promise<{ instanceId: string }>;
  searchParams: Promise<{ range?: string | string[] }>;
}

export default async function Page({ params, searchParams }: Props) {
  const { instanceId } = await params;
  const instance = await readInstance(instanceId);
  if (instance === null) notFound();
  const range = rangeSchema.safeParse((await searchParams).range).data ?? '24h';
  const [saves, events, picture] = await Promise.all([
    orNothing(readSaves({ instanceId, limit: 50 })),
    orNothing(readEvents({ instanceId, limit: 50 })),
    orNothing(readPicture(instanceId, range)),
  ]);
  return (
    <PageTime at={readServerTime()}>
      <InstancePage key={instanceId} fallback={instance} saves={saves} events={events} picture={picture ?? undefined} />
    </PageTime>
  );
}
