import { ButtonLink } from '@/components/ui/button';
import { strings } from '@/components/strings';

export default function NotFound() {
  return (
    <div className="max-w-prose space-y-4">
      <title>{strings.errors.notFoundTitle}</title>
      <h1 className="text-[1.6875rem] leading-tight font-semibold tracking-[-0.02em]">
        {strings.errors.notFoundTitle}
      </h1>
      <p className="text-muted">{strings.errors.notFound}</p>
      <ButtonLink href="/">{strings.errors.toFleet}</ButtonLink>
    </div>
  );
}
