import { PageTime } from '@/components/layout/page-time';
import { FleetHistory } from '@/components/saves/fleet-history';
import { readFleet, readSaves, readServerTime } from '@/lib/http/pages';

export default async function SavesPage() {
  const fleet = await readFleet();
  const saves = await readSaves({ limit: 50 }).catch(() => undefined);
  return (
    <PageTime at={readServerTime()}>
      <FleetHistory fleet={fleet} saves={saves} />
    </PageTime>
  );
}
