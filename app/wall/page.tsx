import { PageTime } from '@/components/layout/page-time';
import { WallView } from '@/components/wall/wall-view';
import { readFleet, readServerTime } from '@/lib/http/pages';

export default async function WallPage() {
  await readFleet();
  return (
    <PageTime at={readServerTime()}>
      <WallView />
    </PageTime>
  );
}
