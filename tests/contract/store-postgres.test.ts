import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { GENESIS_HASH } from '../../lib/store/audit-hash';
import { openStore } from '../../lib/store/open-store';
import { PostgresNews } from '../../lib/store/postgres-news';
import { sessionConfig } from '../../lib/store/postgres-session';
import type { Recorder } from '../../lib/store/members';
import type { Db } from '../../lib/store/schema';
import type { Store } from '../../lib/store/store';
import { eventually } from '../support/eventually';
import { startPostgres, type PostgresServer } from '../support/postgres';
import { A_KEY } from '../support/store-folder';
import { anAction, anAuditedAct, anInstance } from '../support/store-samples';
import { storeContract } from './store-contract';

/** The tables as the migrations leave them, in a hundredth of the time that a database of its own takes for each test. */
const EMPTIED = `do $$ declare each text; begin
  set local session_replication_role = replica;
  for each in select tablename from pg_tables where schemaname = 'public' and tablename not like 'kysely%'
    and tablename not in ('audit_head', 'write_probe', 'store_holder') loop execute format('delete from %I', each); end loop;
  update audit_head set seq = 0, hash = '${GENESIS_HASH}';
  perform setval(pg_get_serial_sequence('incidents', 'number'), 1, false);
  perform setval(pg_get_serial_sequence('deliveries', 'seq'), 1, false);
end $$`;

let postgres: PostgresServer;
let shared = '';
let made = 0;

beforeAll(async () => {
  postgres = await startPostgres();
  shared = await postgres.database('shared');
  await (await open(shared)).close();
});
afterAll(() => postgres.stop());

const open = (databaseUrl: string) => openStore({ dataDir: '/nowhere', databaseUrl, secretKey: A_KEY });

async function aDatabase(template?: 'shared'): Promise<readonly [name: string, url: string]> {
  made += 1;
  const name = `store-${made}`;
  return [name, await postgres.database(name, template)];
}

storeContract('Postgres', 'any', async () => {
  let store = await open(shared);
  const others: Store[] = [];
  return {
    get store() {
      return store;
    },
    reopen: async () => {
      await store.close();
      store = await open(shared);
      return store;
    },
    another: async () => {
      const other = await open(shared);
      others.push(other);
      return other;
    },
    end: async () => {
      await Promise.all([store, ...others].map((each) => each.close()));
      await postgres.sql('shared', EMPTIED);
    },
  };
});

describe('a database', () => {
  it('is several Savepoints’: two that start at once on an empty one make the tables once', async () => {
    const [, url] = await aDatabase();
    const both = await Promise.all([open(url), open(url)]);
    await Promise.all(both.flatMap((store) => [store.check(), store.keepEntry(anAuditedAct()), store.check()]));
    expect((await both[0].listAudit({ limit: 5 })).rows.map(({ seq }) => seq)).toEqual([2, 1]);
    await Promise.all(both.map((store) => store.close()));
  });

  it('is no Savepoint’s that has another secret key', async () => {
    const [, url] = await aDatabase('shared');
    const store = await open(url);
    const other = openStore({ dataDir: '/nowhere', databaseUrl: url, secretKey: Buffer.alloc(32, 9) });
    await expect(other).rejects.toMatchObject({
      code: 'refused',
      message: expect.stringContaining('SAVEPOINT_SECRET_KEY'),
    });
    await store.check();
    await store.close();
  });

  it('is closed to who slept past its lease while another one was there, and to nobody else', async () => {
    const [name, url] = await aDatabase('shared');
    const sleeper = await open(url);
    const other = await open(url);
    await postgres.sql(
      name,
      `update store_members set expires_at = (extract(epoch from clock_timestamp()) * 1000)::bigint - 1
        where since = (select min(since) from store_members)`,
    );
    await expect(sleeper.keepEntry(anAuditedAct())).rejects.toMatchObject({ name: 'StoreError', code: 'taken' });
    await other.keepEntry(anAuditedAct());
    await expect(sleeper.check()).rejects.toMatchObject({
      code: 'taken',
      message: expect.stringContaining('begins anew'),
    });
    expect((await other.listAudit({ limit: 5 })).rows).toHaveLength(1);
    await Promise.all([sleeper.close(), other.close()]);
  });

  it('goes on without who stops in the middle of a transaction, and nothing of that is kept', async () => {
    const [name, url] = await aDatabase('shared');
    const [sleeper, other] = [await open(url), await open(url)];
    const db = sleeper.database.db as Db;
    const written = db.transaction().execute(async (tx) => {
      await tx.updateTable('write_probe').set({ writes: 1000 }).execute();
      // It says nothing more until the other one has written.
      await other.keepEntry(anAuditedAct());
    });
    await expect(written).rejects.toThrow();
    expect(await postgres.sql(name, 'select 1 from write_probe where writes >= 1000')).toEqual([]);
    for (const store of [sleeper, other]) await store.check();
    await Promise.all([sleeper.close(), other.close()]);
  });

  it('is open to all again whose leases ended while it was away', async () => {
    const [name, url] = await aDatabase('shared');
    const both = await Promise.all([open(url), open(url)]);
    await postgres.sql(name, 'update store_members set expires_at = 1000, since = 1');
    for (const store of both) await store.keepEntry(anAuditedAct());
    expect(await postgres.sql(name, 'select 1 from store_members')).toHaveLength(2);
    await Promise.all(both.map((store) => store.close()));
  });

  it('refuses every change of its audit, whoever asks', async () => {
    const [name, url] = await aDatabase('shared');
    const store = await open(url);
    await store.beginAction(anAction('a-1'));
    for (const change of ['update audit set at = 0', 'delete from audit', 'truncate audit cascade'])
      await expect(postgres.sql(name, change), change).rejects.toThrow('never changed or deleted');
    expect((await store.listAudit({ limit: 5 })).rows).toHaveLength(1);
    await store.close();
  });

  it('takes text that it has no place for, and the audit stays whole', async () => {
    const [, url] = await aDatabase('shared');
    const store = await open(url);
    const name = 'a\u0000b';
    expect(await store.addRegistered(anInstance('a', { name }), anAuditedAct({ message: name }))).toBe(true);
    expect(await store.listRegistered()).toMatchObject({ instances: [{ name: 'a\uFFFDb' }] });
    expect((await store.listAudit({ limit: 5 })).rows).toMatchObject([{ message: name }]);
    await store.close();
  });
});

/** One that records what it is told to, and nothing that is replaced until it is told again. */
class Recording implements Recorder {
  readonly recorded = new Set<string>();
  readonly begun: string[] = [];
  gone = 0;
  ids = (): readonly string[] => ['orders'];
  records = (id: string): boolean => this.recorded.has(id);
  begin = (ids: readonly string[]): Promise<void> => {
    for (const id of ids) this.recorded.add(id);
    this.begun.push(...ids);
    return Promise.resolve();
  };
  end = (ids: readonly string[]): Promise<readonly string[]> => {
    this.drop(ids);
    return Promise.resolve(ids);
  };
  drop = (ids: readonly string[]): void => {
    for (const id of ids) this.recorded.delete(id);
  };
  onGone = (): void => void (this.gone += 1);
  onNews = (): void => undefined;
  onMissed = (): void => undefined;
}

describe('one that records', () => {
  it('is given again what was put in the place of what it recorded', async () => {
    const [, url] = await aDatabase('shared');
    const store = await open(url);
    const recording = new Recording();
    await store.members?.share(recording);
    expect(recording.begun).toEqual(['orders']);
    recording.recorded.clear();
    store.members?.stir();
    await eventually('it to begin again', () => recording.recorded.has('orders'));
    await store.close();
  });

  it('hears of one that left in good order as of one that is dead', async () => {
    const [, url] = await aDatabase('shared');
    const [store, other] = [await open(url), await open(url)];
    const recording = new Recording();
    await store.members?.share(recording);
    const { gone } = recording;
    await other.close();
    await eventually('that to be told', () => recording.gone > gone);
    await store.close();
  });
});

describe('what others commit', () => {
  it('is heard over one session, however often that could not be opened again', async () => {
    const [name, url] = await aDatabase('shared');
    let isClosed = false;
    let refused = 0;
    const passing = new Set<Socket>();
    const way = createServer((socket) => {
      passing.add(socket.on('error', () => undefined));
      if (isClosed) {
        refused += 1;
        socket.end();
        return;
      }
      const there = connect(Number(new URL(url).port), '127.0.0.1');
      passing.add(there.on('error', () => undefined));
      socket.pipe(there).pipe(socket);
    });
    await once(way.listen(0, '127.0.0.1'), 'listening');
    const through = new URL(url);
    through.port = String((way.address() as AddressInfo).port);
    const news = new PostgresNews(sessionConfig(through.href), 'me');
    let missed = 0;
    await news.listen(
      () => undefined,
      () => (missed += 1),
    );
    isClosed = true;
    for (const each of passing) each.destroy();
    await eventually('some tries', () => refused >= 2);
    isClosed = false;
    await eventually('it to hear again', () => missed > 0);
    // Whoever tries beside it does so within half a second.
    await pause(1000);
    const listening =
      "select 1 from pg_stat_activity where datname = current_database() and query = 'listen savepoint'";
    expect([missed, (await postgres.sql(name, listening)).length]).toEqual([1, 1]);
    await news.end();
    for (const each of passing) each.destroy();
    await once(way.close(), 'close');
  });
});
