import type { ExportFormat } from '@/lib/swr/keys';
import { useStrings } from '../strings/use-strings';

const FORMATS: readonly ExportFormat[] = ['csv', 'json'];

/** The whole of a list as a file, also what is folded or not read yet. */
export function ExportLinks({ hrefOf, means }: { hrefOf: (format: ExportFormat) => string; means?: string }) {
  const strings = useStrings();
  return (
    <p className="flex flex-wrap items-center gap-x-3 text-[0.8125rem] text-muted">
      {FORMATS.map((format) => (
        <a
          key={format}
          href={hrefOf(format)}
          download
          className="touch inline-flex items-center text-ink underline decoration-edge underline-offset-2"
        >
          {strings.picture.exportAs(format.toUpperCase())}
        </a>
      ))}
      <span>{means ?? strings.picture.exportMeans}</span>
    </p>
  );
}
