import type { Instance } from '@/lib/contracts/instance';
import type { Strings } from '../strings/en';
import { useStrings } from '../strings/use-strings';
import { Ago, Lasting } from '../ui/age';
import { Time } from '../ui/time';

/** What an instance does, as one says it: `refuses writes`. */
export function stateVerb(instance: Instance, strings: Strings): string {
  const words = strings.sentence;
  const { state, rdb, aof, writes } = instance;
  if (state === 'not-saving' && writes.availability === 'accepted') return words.notSavingWritesOn;
  if (state === 'saved' && rdb.lastGoodSaveAt === null) {
    return rdb.savePoints?.length === 0 && aof.enabled === true ? words.savedInAof : words.nothingToSave;
  }
  const percent = state === 'saving' ? instance.save?.percent : state === 'loading' ? instance.loading?.percent : null;
  const verb = words.verb[state];
  return percent === null || percent === undefined ? verb : words.share(verb, Math.floor(percent));
}

/** Since when it does; for a saved instance how old its save is. What is set that way has no beginning. */
function Since({ instance }: { instance: Instance }) {
  const strings = useStrings();
  const words = strings.sentence;
  if (instance.state === 'saved') {
    return instance.rdb.lastGoodSaveAt === null ? (
      strings.stop
    ) : (
      <>
        {words.beforeAge}
        <Ago at={instance.rdb.lastGoodSaveAt} end={strings.stop} />
      </>
    );
  }
  if (instance.since === null || instance.state === 'no-persistence') return strings.stop;
  return (
    <>
      {words.since}
      <Time at={instance.since} />
      {words.sinceEnd}
      {instance.sinceAtLeast ? words.orEarlier : null}
      {strings.comma}
      {instance.sinceAtLeast ? words.atLeast : null}
      <Lasting since={instance.since} end={strings.stop} />
    </>
  );
}

/** The rest of the sentence that begins with the name: `refuses writes since 05:29:10 UTC, 12 min.` */
export function StateSentence({ instance }: { instance: Instance }) {
  const strings = useStrings();
  return (
    <>
      <span className="text-tone">{stateVerb(instance, strings)}</span>
      <Since instance={instance} />
    </>
  );
}
