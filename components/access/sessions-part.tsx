'use client';

import type { Session } from '@/lib/contracts/access';
import { printable } from '@/lib/domain/text/printable';
import { sendOtherSessionsEnd, sendSessionEnd, useSessions } from '@/lib/swr/access';
import { useSend } from '../actions/use-send';
import { useStrings } from '../strings/use-strings';
import { Button } from '../ui/button';
import { SureButton } from '../ui/sure-button';
import { Cell, Table } from '../ui/table';
import { Time } from '../ui/time';
import { FailedNotice } from './failed-notice';
import { useMay } from './me';

/** Where somebody is signed in, and the end of it. */
export function SessionsPart() {
  const words = useStrings().access;
  const mayAdminister = useMay('administer');
  const { data, error, reread } = useSessions();
  const ending = useSend<string | null, unknown>(async (id, key) => {
    await (id === null ? sendOtherSessionsEnd(key) : sendSessionEnd(id, key));
    reread();
    return id;
  });
  const sessions = data?.sessions ?? [];
  const { who, since, seen, where } = words.sessionHeads;
  return (
    <div className="space-y-3">
      <FailedNotice error={error} title={words.cannotRead} />
      <FailedNotice error={ending.state.phase === 'failed' ? ending.state.error : null} />
      <Table caption={words.sessions} heads={[who, since, seen, where, ''].map((text) => ({ text }))}>
        {sessions.map((session) => (
          <SessionRow
            key={session.id}
            session={session}
            isBusy={ending.state.phase === 'sending'}
            onEnd={() => ending.submit(session.id)}
          />
        ))}
      </Table>
      {mayAdminister && sessions.some(({ current }) => !current) ? (
        <SureButton
          label={words.endOthers}
          disabled={ending.state.phase === 'sending'}
          question={words.endOthersSure(sessions.filter(({ current }) => !current).length)}
          onSure={() => ending.submit(null)}
        />
      ) : null}
    </div>
  );
}

function SessionRow({ session, isBusy, onEnd }: { session: Session; isBusy: boolean; onEnd: () => void }) {
  const words = useStrings().access;
  const { name, startedAt, seenAt, address, userAgent, current } = session;
  const { who, since, seen, where } = words.sessionHeads;
  return (
    <tr>
      <Cell name={who}>
        <span className="font-medium">{printable(name)}</span>
        {current ? <span className="text-muted"> ({words.current})</span> : null}
      </Cell>
      <Cell name={since} label>
        <Time at={startedAt} />
      </Cell>
      <Cell name={seen} label>
        <Time at={seenAt} />
      </Cell>
      <Cell name={where} wide>
        <span className="font-mono text-[0.75rem]">{printable(address)}</span>
        <span className="block max-w-xl text-[0.75rem] text-muted">{printable(userAgent)}</span>
      </Cell>
      <Cell name={words.end} right>
        {current ? null : (
          <Button
            look="quiet"
            disabled={isBusy}
            aria-label={words.endSessionOf(printable(name), printable(address))}
            onClick={onEnd}
          >
            {words.end}
          </Button>
        )}
      </Cell>
    </tr>
  );
}
