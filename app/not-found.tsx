import { ButtonLink } from '@/components/ui/button';
import { stringsOf } from '@/components/strings/strings';
import { HEADING } from '@/components/ui/heading';
import { readLanguage } from '@/lib/http/pages';

export default async function NotFound() {
  const strings = stringsOf(await readLanguage());
  return (
    <div className="max-w-prose space-y-4">
      <title>{strings.errors.notFoundTitle}</title>
      <h1 id={HEADING} className="text-[1.6875rem] leading-tight font-semibold tracking-[-0.02em]">
        {strings.errors.notFoundTitle}
      </h1>
      <p className="text-muted">{strings.errors.notFound}</p>
      <ButtonLink href="/">{strings.errors.toFleet}</ButtonLink>
    </div>
  );
}
