import { AccessPage } from '@/components/access/access-page';
import { checkPage } from '@/lib/http/pages';

export default async function Page() {
  await checkPage('read');
  return <AccessPage />;
}
