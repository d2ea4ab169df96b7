import { connection } from 'next/server';
import { RegisterForm } from '@/components/instances/register-form';
import { stringsOf } from '@/components/strings/strings';
import { readLanguage } from '@/lib/http/pages';
import { PageTitle } from '@/components/ui/page-title';

export default async function NewInstancePage() {
  const strings = stringsOf(await readLanguage());
  // Every page carries headers of its own request: none is rendered ahead.
  await connection();
  return (
    <div className="max-w-2xl space-y-5">
      <PageTitle title={strings.register.title} lead={strings.register.lead} />
      <div className="rounded-xl border border-line bg-surface p-4 sm:p-5">
        <RegisterForm />
      </div>
    </div>
  );
}
