import { AccessPage } from '@/components/access/access-page';
import { PageTime } from '@/components/layout/page-time';
import { checkPage, readServerTime } from '@/lib/http/pages';

export default async function Page() {
  await checkPage('read');
  return (
    <PageTime at={readServerTime()}>
      <AccessPage />
    </PageTime>
  );
}
