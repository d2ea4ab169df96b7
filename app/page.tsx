import { FleetIsland } from '@/components/instances/fleet-island';
import { PageTime } from '@/components/layout/page-time';
import { orNothing, readFleet, readLocalOffer, readPictures, readServerTime } from '@/lib/http/pages';

/** Histories that are drawn in the first HTML; the browser asks for the others. */
const DRAWN_FIRST = 40;

export default async function FleetPage() {
  const fleet = await readFleet();
  const offer = fleet.instances.length === 0 ? await readLocalOffer() : null;
  const pictures = await orNothing(readPictures('24h', DRAWN_FIRST));
  return (
    <PageTime at={readServerTime()}>
      <FleetIsland offer={offer} pictures={pictures} />
    </PageTime>
  );
}
