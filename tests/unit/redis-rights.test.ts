import { describe, expect, it } from 'vitest';
import type { ServerFacts } from '../../lib/domain/observation/observation';
import type { Maybe } from '../../lib/domain/observation/three-valued';
import { RightsWatch } from '../../lib/monitor/rights-watch';
import { errorReply, type Reply } from '../../lib/redis/reply';
import { bgsaveTells, dryRunTells, refusalTells } from '../../lib/redis/rights';
import { facts } from '../support/a-sighting';

/** Replies of 7.0.15, 8.0.2, Valkey 8.1.1 and 6.0.16, and what a server that is none of them may say. */
describe('what Redis says of a right', () => {
  it.each<[Reply, Maybe]>([
    ['OK', true],
    ["This user has no permissions to run the 'config|set' command", false],
    ["User observer has no permissions to run the 'config|set' command", false],
    ["User a\nb has no permissions to run the 'config|set' command", false],
    ["This user has no permissions to run the 'config|get' command", null],
    ['no', null],
    ['', null],
    [null, null],
    [1, null],
    [['OK'], null],
    [errorReply("ERR User 'observer' not found"), null],
    [errorReply("ERR unknown command 'ACL', with args beginning with: 'DRYRUN' "), null],
    [errorReply("ERR Unknown subcommand or wrong number of arguments for 'DRYRUN'. Try ACL HELP."), null],
    [errorReply('OK'), null],
  ])('in answer to ACL DRYRUN: %j', (reply, expected) => expect(dryRunTells(reply)).toBe(expected));

  it.each<[Reply, Maybe]>([
    [errorReply('ERR syntax error'), true],
    [errorReply("ERR Unknown subcommand or wrong number of arguments for 'SET'. Try CONFIG HELP."), true],
    [errorReply("NOPERM this user has no permissions to run the 'config|set' command"), false],
    [errorReply("NOPERM this user has no permissions to run the 'config' command or its subcommand"), false],
    [errorReply("ERR unknown command 'CONFIG', with args beginning with: 'SET' "), null],
    [errorReply('LOADING Redis is loading the dataset in memory'), null],
    [errorReply('ERR'), null],
    ['OK', null],
    [null, null],
    [[], null],
  ])('in answer to a CONFIG SET that is never carried out: %j', (reply, expected) =>
    expect(refusalTells(reply)).toBe(expected),
  );

  it.each<[Reply, Maybe]>([
    ['OK', true],
    ["User observer has no permissions to run the 'bgsave' command", true],
    ["This user has no permissions to run the 'bgsave' command", true],
    [errorReply("ERR Command 'BGSAVE' not found"), false],
    [errorReply("NOPERM User observer has no permissions to run the 'acl|dryrun' command"), null],
    [errorReply("ERR unknown command 'ACL', with args beginning with: 'DRYRUN' "), null],
    [errorReply("ERR User 'observer' not found"), null],
    ["This user has no permissions to run the 'config|get' command", null],
    [null, null],
  ])('in answer to ACL DRYRUN of BGSAVE: %j', (reply, expected) => expect(bgsaveTells(reply)).toBe(expected));
});

describe('how often it is asked', () => {
  const MINUTE = 60_000;
  const HOUR = 60 * MINUTE;

  /** How often it was asked within `forMs`, once a second, of a connection that is another each `reconnects` ms. */
  async function asked(answer: Maybe, forMs: number, change: { reconnects?: number; restarts?: number } = {}) {
    const rights = new RightsWatch('mayChangeSettings');
    let times = 0;
    for (let now = 0; now < forMs; now += 1000) {
      const opened = Math.floor(now / (change.reconnects ?? Infinity));
      const server: ServerFacts = {
        ...facts().server,
        runId: String(Math.floor(now / (change.restarts ?? Infinity))),
      };
      const mayChangeSettings = async () => {
        times += 1;
        return answer;
      };
      await rights.look({ opened: () => opened, mayChangeSettings }, server, now);
    }
    expect(rights.answer).toBe(answer);
    return times;
  }

  it.each<[string, Maybe, number]>([
    ['one that may not, once', false, 1],
    ['one of which it is not told, once', null, 1],
    ['one that may, each minute: it may be mended', true, 5],
  ])('of one connection: %s', async (_name, answer, times) => {
    expect(await asked(answer, 5 * MINUTE)).toBe(times);
  });

  it('of one that may not again on another connection, once an hour at most: the question can be kept in ACL LOG', async () => {
    expect(await asked(false, 2 * HOUR, { reconnects: 90 * MINUTE })).toBe(2);
    expect(await asked(false, 3 * HOUR, { reconnects: 2000 })).toBe(3);
  });

  it('where it is not told again on another connection, once a minute at most', async () => {
    expect(await asked(null, 3 * MINUTE, { reconnects: 2000 })).toBe(3);
  });

  it('of another process of Redis soon, once a minute at most', async () => {
    expect(await asked(false, 10 * MINUTE, { restarts: 5 * MINUTE, reconnects: 5 * MINUTE })).toBe(2);
    expect(await asked(false, 3 * MINUTE, { restarts: 2000, reconnects: 2000 })).toBe(3);
  });

  it('and nothing is known before', () => expect(new RightsWatch('mayChangeSettings').answer).toBeNull());
});
