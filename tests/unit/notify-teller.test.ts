import { rmSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { NoticeLook } from '../../lib/domain/notice/look';
import { NOTHING_KNOWN } from '../../lib/domain/save/save-knowledge';
import { viewInstance } from '../../lib/domain/state/view-instance';
import { Notices, type NoticesParts } from '../../lib/notify/notices';
import type { Post } from '../../lib/notify/post';
import { openStore } from '../../lib/store/open-store';
import type { Store } from '../../lib/store/store';
import { aNotice, aReceiver, of } from '../support/a-notice';
import { anInstance } from '../support/a-registered-instance';
import { AT, MISCONF_RDB, sighting, type Patch } from '../support/a-sighting';
import { eventually } from '../support/eventually';
import { A_KEY, newDataDir } from '../support/store-folder';

const ID = 'orders-primary';
const REFUSED: Patch = { rdb: { lastStatus: 'err' }, ping: MISCONF_RDB };

function look(facts: Patch): Omit<NoticeLook, 'elapsedMs'> {
  const latest = sighting(facts);
  const registered = anInstance('redis://10.0.3.14:6379');
  const knowledge = NOTHING_KNOWN;
  const view = viewInstance({
    registered,
    latest,
    sighting: latest,
    knowledge,
    previous: null,
    now: AT,
    staleAfterMs: 5000,
  });
  return { view, latest, knowledge, now: AT };
}

describe('what is told after a look', () => {
  let dataDir: string;
  let store: Store;
  let ids = 0;

  beforeEach(async () => {
    dataDir = newDataDir();
    store = await openStore({ dataDir, secretKey: A_KEY });
  });
  afterEach(async () => {
    await store.close();
    rmSync(dataDir, { recursive: true });
  });

  const noticesOver = (over: Store, incident: number | null = null, changed: Partial<NoticesParts> = {}): Notices =>
    new Notices({
      store: over,
      receivers: [aReceiver('http://127.0.0.1:1/')],
      post: () => Promise.reject(new Error('Nothing is sent here.')),
      now: () => AT,
      monotonic: () => performance.now(),
      random: () => 0,
      newId: () => `n-${(ids += 1)}`,
      origin: 'https://savepoint.example.org',
      incidentOf: () => incident,
      isWatched: (id) => id !== 'gone',
      ...changed,
    });
  const settled = (notices: Notices) => notices.stop(Promise.resolve());
  const open = async () => (await store.openNotices()).map(({ kind, link }) => `${kind} ${link}`);

  it('is kept once, however often it is looked at, by this process and the next', async () => {
    for (const notices of [noticesOver(store), noticesOver(store)]) {
      for (let looks = 0; looks < 3; looks += 1) {
        notices.look(ID, look(REFUSED));
        await settled(notices);
      }
    }
    const page = 'https://savepoint.example.org/instances/orders-primary';
    expect(await open()).toEqual([`refusals ${page}`, `saves ${page}`]);
    expect(await store.receiverRecords()).toMatchObject([{ name: 'oncall', waiting: 2 }]);
  });

  it('leads to the incident where there is one', async () => {
    const notices = noticesOver(store, 7);
    notices.look(ID, look(REFUSED));
    await settled(notices);
    expect(await open()).toContain('refusals https://savepoint.example.org/incidents/7');
  });

  it('is kept by a later look where the store did not take it', async () => {
    let isFull = true;
    const tellNotice: Store['tellNotice'] = (...notice) =>
      isFull ? Promise.reject(new Error('The disk is full.')) : store.tellNotice(...notice);
    const notices = noticesOver({ ...store, tellNotice });
    notices.look(ID, look(REFUSED));
    await settled(notices);
    expect(await open()).toEqual([]);
    isFull = false;
    notices.look(ID, look(REFUSED));
    await settled(notices);
    expect(await open()).toHaveLength(2);
  });

  it('that another Savepoint on the same data told is not told again, and its end is', async () => {
    const [one, other] = [noticesOver(store), noticesOver(store)];
    for (const notices of [one, other]) {
      notices.look(ID, look({}));
      await settled(notices);
    }
    for (const notices of [one, other, other]) {
      notices.look(ID, look(REFUSED));
      await settled(notices);
    }
    expect(await store.receiverRecords()).toMatchObject([{ waiting: 2 }]);
    other.look(ID, look({}));
    await settled(other);
    expect(await open()).toEqual([]);
    one.look(ID, look({}));
    await settled(one);
    expect(await store.receiverRecords()).toMatchObject([{ waiting: 4 }]);
  });

  it('of an instance that is watched no more is forgotten with it', async () => {
    const notices = noticesOver(store);
    notices.look(ID, look(REFUSED));
    await settled(notices);
    await notices.forget(ID);
    notices.look(ID, look(REFUSED));
    await settled(notices);
    await eventually('both', async () => (await store.receiverRecords())[0]?.waiting === 4);
  });

  it('is told again to an Alertmanager as long as it is open in the store, whichever Savepoint tells of it', async () => {
    const posted: string[] = [];
    const post: Post = ({ body }) => {
      const alerts = JSON.parse(body) as { labels: { instance_id: string } }[];
      posted.push(alerts.map(({ labels }) => labels.instance_id).join(' '));
      return Promise.resolve({ kind: 'answered', status: 200, said: '', isWhole: true, retryAfter: null });
    };
    let monotonic = 0;
    const receivers = [aReceiver('http://127.0.0.1:1/', { form: 'alertmanager', about: ['refusals'] })];
    let reads = 0;
    const openNotices: Store['openNotices'] = async () => {
      const read = await store.openNotices();
      reads += 1;
      return read;
    };
    const two = { receivers, post, monotonic: () => monotonic };
    const [one, other] = [noticesOver({ ...store, openNotices }, null, two), noticesOver(store, null, two)];
    const posts = (count: number) =>
      eventually(`${count} posts`, () => {
        one.wake('oncall');
        return posted.length === count;
      });
    await one.start();
    other.look(ID, look(REFUSED));
    await settled(other);
    await posts(1);
    for (const id of ['cache', 'gone']) await store.tellNotice(of(id, aNotice()), [], AT);
    monotonic += 60_001;
    await posts(2);
    const before = reads;
    one.look(ID, look(REFUSED));
    await eventually('it to know what is open', () => reads > before);
    other.look(ID, look({}));
    await settled(other);
    await posts(3);
    monotonic += 60_001;
    await posts(4);
    expect(posted).toEqual([ID, `cache ${ID}`, ID, 'cache']);
    await settled(one);
  });
});
