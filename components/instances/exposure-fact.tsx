import type { Instance } from '@/lib/contracts/instance';
import type { Strings } from '../strings/en';
import { useStrings } from '../strings/use-strings';
import { Ago } from '../ui/age';
import { printable } from '@/lib/domain/text/printable';
import { Time } from '../ui/time';

function aofText(enabled: boolean | null, strings: Strings): string {
  if (enabled === null) return strings.exposure.aofUnknown;
  return enabled ? strings.exposure.aofOn : strings.exposure.aofOff;
}

function Since({ rdb }: { rdb: Instance['rdb'] }) {
  const strings = useStrings();
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

/** What would be lost if the process died now, as far as the RDB goes. */
export function ExposureFact({ instance }: { instance: Instance }) {
  const strings = useStrings();
  const { rdb, aof } = instance;
  const changes = rdb.changesSinceLastSave;
  if (changes === 0) {
    return rdb.lastGoodSaveAt === null ? strings.exposure.noneSinceStart : strings.exposure.none;
  }
  return (
    <>
      {changes === null ? (
        <>
          {strings.dash} {strings.exposure.changesUnknown}{' '}
        </>
      ) : (
        <>
          <strong className="font-semibold">{strings.format.count(changes, strings.exposure.change)}</strong>{' '}
        </>
      )}
      <Since rdb={rdb} /> {aofText(aof.enabled, strings)}
    </>
  );
}
