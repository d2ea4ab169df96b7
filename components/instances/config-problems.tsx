import { useFirstStrings } from '../strings/use-strings';
import { printable } from '@/lib/domain/text/printable';
import { Notice } from '../ui/notice';

/** Entries of the configuration that could not be used: each a sentence with file, line and field. */
export function ConfigProblems({ problems }: { problems: readonly string[] }) {
  const strings = useFirstStrings();
  if (problems.length === 0) return null;
  return (
    <Notice title={strings.fleet.configProblems(problems.length)}>
      <ul className="space-y-1">
        {problems.map((problem) => (
          <li key={problem} className="font-mono text-[0.75rem]">
            {printable(problem)}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
