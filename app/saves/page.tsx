import { PageTime } from '@/components/layout/page-time';
import { FleetHistory } from '@/components/saves/fleet-history';
import { orNothing, readFleet, readPictures, readSaves, readServerTime } from '@/lib/http/pages';

/** As many as are in sight at first. */
const STRIPS = 12;

export default async function SavesPage() {
  const fleet = await readFleet();
  const [saves, pictures] = await Promise.all([
    orNothing(readSaves({ limit: 50 })),
    orNothing(readPictures('24h', STRIPS)),
  ]);
  return (
    <PageTime at={readServerTime()}>
      <FleetHistory fleet={fleet} saves={saves} pictures={pictures} />
    </PageTime>
  );
}
