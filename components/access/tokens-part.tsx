'use client';

import type { Token } from '@/lib/contracts/access';
import { printable } from '@/lib/domain/text/printable';
import { sendTokenEnd, useTokens } from '@/lib/swr/access';
import { useServerNow } from '@/lib/swr/use-live';
import { useSend } from '../actions/use-send';
import { useStrings } from '../strings/use-strings';
import { Button } from '../ui/button';
import { Cell, Table } from '../ui/table';
import { Time } from '../ui/time';
import { AddToken } from './add-token';
import { FailedNotice } from './failed-notice';

/** What scripts carry, and the end of it. */
export function TokensPart() {
  const words = useStrings().access;
  const { data, error, reread } = useTokens();
  const ending = useSend<string, null>(async (id, key) => {
    await sendTokenEnd(id, key);
    reread();
    return null;
  });
  const { name, role, by, ends } = words.tokenHeads;
  const tokens = data?.tokens ?? [];
  return (
    <div className="space-y-3">
      <FailedNotice error={error} title={words.cannotRead} />
      <FailedNotice error={ending.state.phase === 'failed' ? ending.state.error : null} />
      {data !== undefined && tokens.length === 0 ? <p className="text-muted">{words.noTokens}</p> : null}
      {tokens.length === 0 ? null : (
        <Table caption={words.tokens} heads={[name, role, by, ends, ''].map((text) => ({ text }))}>
          {tokens.map((token) => (
            <TokenRow
              key={token.id}
              token={token}
              isBusy={ending.state.phase === 'sending'}
              onEnd={() => ending.submit(token.id)}
            />
          ))}
        </Table>
      )}
      <AddToken onMade={reread} />
    </div>
  );
}

function TokenRow({ token, isBusy, onEnd }: { token: Token; isBusy: boolean; onEnd: () => void }) {
  const { access: words, who } = useStrings();
  const heads = words.tokenHeads;
  const name = printable(token.name);
  const isPast = useServerNow((now) => now !== null && token.endsAt !== null && Date.parse(token.endsAt) <= now);
  return (
    <tr>
      <Cell name={heads.name}>
        <span className="font-medium">{name}</span>
      </Cell>
      <Cell name={heads.role} label>
        {who.roles[token.role]}
      </Cell>
      <Cell name={heads.by} label>
        {printable(token.createdBy)}
      </Cell>
      <Cell name={heads.ends} label>
        {token.endsAt === null ? words.never : <Time at={token.endsAt} />}
        {isPast ? <span className="font-medium"> ({words.past})</span> : null}
      </Cell>
      <Cell name={words.end} right>
        <Button look="quiet" disabled={isBusy} aria-label={words.endToken(name)} onClick={onEnd}>
          {words.end}
        </Button>
      </Cell>
    </tr>
  );
}
