import { FleetView } from '@/components/instances/fleet-view';
import { PageTime } from '@/components/layout/page-time';
import { readFleet, readLocalOffer, readServerTime } from '@/lib/http/pages';

export default async function FleetPage() {
  const fleet = await readFleet();
  const offer = fleet.instances.length === 0 ? await readLocalOffer() : null;
  return (
    <PageTime at={readServerTime()}>
      <FleetView fallback={fleet} offer={offer} />
    </PageTime>
  );
}
