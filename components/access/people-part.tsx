'use client';

import { useState } from 'react';
import type { ChangePersonRequest, Person, Role } from '@/lib/contracts/access';
import { printable } from '@/lib/domain/text/printable';
import { sendPersonChange, usePeople } from '@/lib/swr/access';
import { useSend } from '../actions/use-send';
import { useStrings } from '../strings/use-strings';
import { Button } from '../ui/button';
import { SureButton } from '../ui/sure-button';
import { Cell, Table } from '../ui/table';
import { Time } from '../ui/time';
import { AddPerson } from './add-person';
import { FailedNotice } from './failed-notice';
import { useMe } from './me';
import { NewPassword } from './new-password';
import { RoleOptions } from './role-options';

interface Change {
  readonly id: string;
  readonly body: ChangePersonRequest;
}

/** Who has an account, with which role. Nobody is deleted: the history names them. */
export function PeoplePart() {
  const words = useStrings().access;
  const { data, error, reread } = usePeople();
  const changing = useSend<Change, Person>(async ({ id, body }, key) => {
    const person = await sendPersonChange(id, body, key);
    reread();
    return person;
  });
  const { name, role, state, since } = words.personHeads;
  return (
    <div className="space-y-3">
      <FailedNotice error={error} title={words.cannotRead} />
      <FailedNotice error={changing.state.phase === 'failed' ? changing.state.error : null} />
      <Table caption={words.people} heads={[name, role, state, since, ''].map((text) => ({ text }))}>
        {(data?.people ?? []).map((person) => (
          <PersonRow
            isBusy={changing.state.phase === 'sending'}
            key={`${person.id} ${person.role}`}
            person={person}
            onChanged={reread}
            onChange={(body) => changing.submit({ id: person.id, body })}
          />
        ))}
      </Table>
      <AddPerson onAdded={reread} />
    </div>
  );
}

interface RowProps {
  person: Person;
  /** A change is under way: another one now would be lost. */
  isBusy: boolean;
  onChange: (body: ChangePersonRequest) => void;
  /** It was changed by itself. */
  onChanged: () => void;
}

function PersonRow({ person, isBusy, onChange, onChanged }: RowProps) {
  const { access: words, who } = useStrings();
  const { disabled, createdAt } = person;
  const isOwn = useMe()?.actor?.name === person.name;
  const name = printable(person.name);
  const heads = words.personHeads;
  return (
    <tr>
      <Cell name={heads.name}>
        <span className="font-medium">{name}</span>
      </Cell>
      <Cell name={heads.role} label>
        {person.signsInBy === 'provider' ? (
          who.roles[person.role]
        ) : (
          <RoleChoice person={person} isBusy={isBusy} onChange={onChange} />
        )}
      </Cell>
      <Cell name={heads.state} label>
        {disabled ? <span className="font-medium">{words.off}</span> : words.on}
      </Cell>
      <Cell name={heads.since} label>
        <Time at={createdAt} />
      </Cell>
      <Cell name={words.switchOff} right>
        {person.signsInBy === 'password' ? (
          <NewPassword person={person} disabled={isBusy} onChanged={onChanged} />
        ) : null}
        {isOwn ? null : disabled ? (
          <Button
            look="quiet"
            disabled={isBusy}
            aria-label={words.switchOnName(name)}
            onClick={() => onChange({ disabled: false })}
          >
            {words.switchOn}
          </Button>
        ) : (
          <SureButton
            quiet
            disabled={isBusy}
            label={words.switchOff}
            ariaLabel={words.switchOffName(name)}
            question={words.switchOffSure(name)}
            onSure={() => onChange({ disabled: true })}
          />
        )}
      </Cell>
    </tr>
  );
}

function RoleChoice({ person, isBusy, onChange }: Omit<RowProps, 'onChanged'>) {
  const words = useStrings().access;
  const [role, setRole] = useState(person.role);
  return (
    <>
      <select
        aria-label={words.roleOf(printable(person.name))}
        value={role}
        onChange={(event) => setRole(event.target.value as Role)}
        className="touch rounded-lg border border-edge bg-ground px-2 text-[0.8125rem] text-ink"
      >
        <RoleOptions />
      </select>{' '}
      {role === person.role ? null : (
        // With the arrow keys one passes roles that nobody is meant to have.
        <Button disabled={isBusy} onClick={() => onChange({ role })}>
          {words.giveRole}
        </Button>
      )}
    </>
  );
}
