import { useStrings } from '../strings/use-strings';

/** Before the first row, and before anything was read. */
export function NoRows({ isLoading }: { isLoading: boolean }) {
  const strings = useStrings();
  return (
    <div className="rounded-xl border border-line bg-surface px-4 py-6 text-[0.8438rem]">
      <p className="font-medium">{isLoading ? strings.loadingRows : strings.saves.empty}</p>
      <p className="text-muted">{strings.saves.emptyMeans}</p>
    </div>
  );
}
