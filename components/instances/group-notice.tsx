import type { Instance, InstanceList } from '@/lib/contracts/instance';
import { printable } from '@/lib/domain/text/printable';
import { useFirstStrings } from '../strings/use-strings';
import { Notice } from '../ui/notice';
import { groupName } from './group-label';

/** Its group says otherwise than the server, no longer announces it, or cannot be asked. */
export function GroupNotice({ instance: { group } }: { instance: Instance }) {
  const strings = useFirstStrings();
  if (group === null || group.message === null) return null;
  return (
    <Notice title={strings.group.notice(groupName(group, strings))}>
      <p>{printable(group.message)}</p>
    </Notice>
  );
}

/** It is the same process as other instances. */
export function TwiceNotice({ instance: { watchedTwice } }: { instance: Instance }) {
  const strings = useFirstStrings();
  if (watchedTwice === null) return null;
  return (
    <Notice title={strings.group.watchedTwice}>
      <p>{printable(watchedTwice)}</p>
    </Notice>
  );
}

/** What is wrong with the groups, or not known of them: also of one of which no node is known yet. */
export function GroupProblems({ groups }: { groups: InstanceList['groups'] }) {
  const strings = useFirstStrings();
  const wrong = groups.filter(({ problems }) => problems.length > 0);
  return wrong.map((group) => (
    <Notice key={group.name} title={strings.group.problems(groupName(group, strings))}>
      <ul className="space-y-1">
        {group.problems.map((problem) => (
          <li key={problem}>{printable(problem)}</li>
        ))}
      </ul>
    </Notice>
  ));
}
