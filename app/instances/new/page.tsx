import { RegisterForm } from '@/components/instances/register-form';
import { stringsOf } from '@/components/strings/strings';
import { checkPage, readLanguage } from '@/lib/http/pages';
import { PageTitle } from '@/components/ui/page-title';

export default async function NewInstancePage() {
  await checkPage('administer');
  const strings = stringsOf(await readLanguage());
  return (
    <div className="max-w-2xl space-y-5">
      <PageTitle title={strings.register.title} lead={strings.register.lead} />
      <div className="rounded-xl border border-line bg-surface p-4 sm:p-5">
        <RegisterForm />
      </div>
    </div>
  );
}
