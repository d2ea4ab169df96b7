import 'server-only';
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { log } from '../log/log';
import type { Claim, Claims } from './claims';
import type { PostgresHold } from './postgres-hold';

const ACTION = 'action ';
const AGAIN_MS = 1000;

/** Claims as rows that belong to a member, and go with it when the others take it out. `leave`: this member is one no more. */
export function postgresClaims(hold: PostgresHold, leave: () => Promise<void>): Claims {
  let isClosed = false;

  const take = (name: string, who: string): Promise<Claim> =>
    hold.transaction(async (run) => {
      const token = randomUUID();
      const taken = await run(
        'insert into store_claims (name, token, member, who) values ($1, $2, $3, $4) on conflict do nothing',
        [name, token, hold.me, who],
      );
      if (taken.rowCount === 1) return { kind: 'held', release: () => giveBack('token', token) };
      const { rows } = await run('select who from store_claims where name = $1', [name]);
      return { kind: 'busy', by: (rows[0] as { who: string } | undefined)?.who ?? null };
    });

  const drop = async (column: 'token' | 'name', value: string): Promise<void> => {
    await hold.transaction((run) => run(`delete from store_claims where ${column} = $1`, [value]));
  };

  /** What cannot be given back now is later: nobody else could have it as long as this process lives. */
  async function giveBack(column: 'token' | 'name', value: string): Promise<void> {
    try {
      await drop(column, value);
    } catch (error) {
      log.warn({ err: error }, 'a claim cannot be given back yet');
      void untilGivenBack(column, value);
    }
  }

  async function untilGivenBack(column: 'token' | 'name', value: string): Promise<void> {
    while (!isClosed) {
      await pause(AGAIN_MS, undefined, { ref: false });
      if (
        await drop(column, value).then(
          () => true,
          () => false,
        )
      )
        return;
    }
  }

  return {
    claimInstance: take,
    begin: async (actionId) => (await take(`${ACTION}${actionId}`, '')).kind === 'held',
    end: (actionId) => giveBack('name', `${ACTION}${actionId}`),
    async isOpenElsewhere(actionId) {
      const { rows } = await hold.transaction((run) =>
        run('select 1 from store_claims where name = $1 and member <> $2', [`${ACTION}${actionId}`, hold.me]),
      );
      return rows.length > 0;
    },
    async close() {
      isClosed = true;
      await leave();
    },
  };
}
