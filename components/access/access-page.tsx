'use client';

import type { ReactNode } from 'react';
import { useStrings } from '../strings/use-strings';
import { PageTitle } from '../ui/page-title';
import { useMay, useMe } from './me';
import { OwnPassword } from './own-password';
import { PeoplePart } from './people-part';
import { SessionsPart } from './sessions-part';
import { TokensPart } from './tokens-part';

/** Who may do what: for everybody their own sessions, for administrators all of it. */
export function AccessPage() {
  const strings = useStrings();
  const words = strings.access;
  const me = useMe();
  const mayAdminister = useMay('administer');
  return (
    <div className="space-y-7">
      <PageTitle title={strings.who.page} lead={words.lead} />
      {me?.by === 'local' ? <p>{words.local}</p> : null}
      {me?.by === 'token' ? <p>{words.byToken}</p> : null}
      {me?.confirms === 'password' ? (
        <Part title={words.you}>
          <OwnPassword />
        </Part>
      ) : null}
      {me?.signIn.required ? (
        <Part title={mayAdminister ? words.sessions : words.ownSessions}>
          <SessionsPart />
        </Part>
      ) : null}
      {mayAdminister && me?.signIn.required ? (
        <Part title={words.people}>
          <PeoplePart />
        </Part>
      ) : null}
      {mayAdminister ? (
        <Part title={words.tokens} lead={words.tokensLead}>
          <TokensPart />
        </Part>
      ) : null}
    </div>
  );
}

function Part({ title, lead, children }: { title: string; lead?: string; children: ReactNode }) {
  return (
    <section aria-label={title} className="space-y-3">
      <div>
        <h2 className="text-[1rem] font-semibold">{title}</h2>
        {lead === undefined ? null : <p className="mt-0.5 text-[0.8125rem] text-muted">{lead}</p>}
      </div>
      {children}
    </section>
  );
}
