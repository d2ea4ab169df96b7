'use client';

import { LogOut, User, Users } from 'lucide-react';
import Link from 'next/link';
import { printable } from '@/lib/domain/text/printable';
import { sendSignOut } from '@/lib/swr/access';
import { asApiError } from '@/lib/swr/fetcher';
import { newKey } from '@/lib/swr/mutations';
import { ITEM } from '../layout/choice-group';
import { hint } from '../keys/hint';
import { errorText } from '../strings/error-text';
import { useFirstStrings } from '../strings/use-strings';
import { Menu } from '../ui/menu';
import { useMe } from './me';

/** Who is signed in, the page about access, and the way out. Without sign-in there is none of it. */
export function AccountMenu() {
  const strings = useFirstStrings();
  const words = strings.who;
  const me = useMe();
  const actor = me?.actor ?? null;
  if (me === null || actor === null || me.by === 'local') return null;
  const leave = async (): Promise<void> => {
    try {
      await sendSignOut(newKey());
      // Loaded anew: nothing of what was shown stays in the browser.
      window.location.replace('/login');
    } catch (thrown) {
      hint(errorText(asApiError(thrown), strings));
    }
  };
  return (
    <Menu label={words.menu} icon={<User aria-hidden className="size-4.5" />}>
      {(leaveFor) => (
        <>
          <p className="mb-1.5 border-b border-line px-2.5 pt-1.5 pb-2 text-[0.8125rem] text-muted">
            {words.signedInAs(printable(actor.name), words.roles[actor.role])}
          </p>
          <Link href="/access" onClick={leaveFor(() => undefined)} className={ITEM}>
            <Users aria-hidden className="size-4" />
            {words.page}
          </Link>
          {me.by === 'session' ? (
            <button type="button" onClick={leaveFor(() => void leave())} className={ITEM}>
              <LogOut aria-hidden className="size-4" />
              {words.signOut}
            </button>
          ) : null}
        </>
      )}
    </Menu>
  );
}
