import type { Instance } from '@/lib/contracts/instance';
import { number } from '@/lib/domain/text/format';
import type { FirstStrings } from '../strings/en';
import { useFirstStrings } from '../strings/use-strings';
import { Ago, Until } from '../ui/age';
import { printable } from '@/lib/domain/text/printable';
import { Time } from '../ui/time';

function Since({ rdb }: { rdb: Instance['rdb'] }) {
  const strings = useFirstStrings();
  if (rdb.lastGoodSaveAt === null) {
    return (
      <>
        {strings.exposure.unsaved} {printable(rdb.lastGoodSaveReason ?? strings.exposure.noneSeen)}
      </>
    );
  }
  return (
    <>
      {strings.exposure.sinceSave} <Time at={rdb.lastGoodSaveAt} />
      {strings.comma}
      <Ago at={rdb.lastGoodSaveAt} end={strings.stop} />
    </>
  );
}

/** How fast it grows; nothing where writes are refused: then nothing comes to it. */
function growthText({ exposure, writes }: Instance, strings: FirstStrings): string {
  if (writes.availability === 'rejected') return '';
  const words = strings.exposure;
  if (exposure.growsPerMinute === null) return words.growthUnknown;
  return exposure.growsPerMinute === 0 ? words.growsNot : words.grows(number(exposure.growsPerMinute));
}

/** When the next save is due while saves work; a retry after a failure has its place in what comes next. */
function NextSave({ instance: { rdb, exposure } }: { instance: Instance }) {
  const strings = useFirstStrings();
  if (rdb.lastStatus !== 'ok') return null;
  if (exposure.nextSaveAt === null) {
    return exposure.nextSaveReason === null ? null : <> {printable(exposure.nextSaveReason)}</>;
  }
  return (
    <>
      {` ${strings.exposure.nextSave}`}{' '}
      <Until at={exposure.nextSaveAt} passed={strings.exposure.now} end={strings.stop} />
    </>
  );
}

/** What would be lost if the process died now. `full`: with how fast that grows and when the next save is due. */
export function ExposureFact({ instance, full = false }: { instance: Instance; full?: boolean }) {
  const strings = useFirstStrings();
  const { rdb, exposure } = instance;
  const words = strings.exposure;
  const changes = rdb.changesSinceLastSave;
  if (changes === 0) return rdb.lastGoodSaveAt === null ? words.noneSinceStart : words.none;
  const grows = full ? growthText(instance, strings) : '';
  return (
    <>
      {changes === null ? (
        <>
          {strings.dash} {words.changesUnknown}{' '}
        </>
      ) : (
        <>
          <strong className="font-semibold">{strings.format.count(changes, words.change)}</strong>{' '}
        </>
      )}
      <Since rdb={rdb} /> {words.aof[exposure.aof]}
      {grows === '' ? null : ` ${grows}`}
      {full ? <NextSave instance={instance} /> : null}
    </>
  );
}
