import type { ExportFormat } from '@/lib/swr/keys';
import { useStrings } from '../strings/use-strings';

const NAMES: Record<ExportFormat, string> = { csv: 'CSV', json: 'JSON', md: 'Markdown' };
const OF_LISTS: readonly ExportFormat[] = ['csv', 'json'];

interface Props {
  hrefOf: (format: ExportFormat) => string;
  means?: string;
  formats?: readonly ExportFormat[];
}

/** The whole of a list as a file, also what is folded or not read yet. */
export function ExportLinks({ hrefOf, means, formats = OF_LISTS }: Props) {
  const strings = useStrings();
  return (
    <p className="flex flex-wrap items-center gap-x-3 text-[0.8125rem] text-muted">
      {formats.map((format) => (
        <a
          key={format}
          href={hrefOf(format)}
          download
          className="touch inline-flex items-center text-ink underline decoration-edge underline-offset-2"
        >
          {strings.picture.exportAs(NAMES[format])}
        </a>
      ))}
      <span>{means ?? strings.picture.exportMeans}</span>
    </p>
  );
}
