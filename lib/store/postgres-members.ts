import 'server-only';
import { log } from '../log/log';
import type { Members, Recorder } from './members';
import { EXPIRY, NOW, reap } from './postgres-fence';
import type { PostgresHold } from './postgres-hold';
import type { Division } from './postgres-leases';
import { divide, giveBack } from './postgres-leases';
import type { PostgresNews } from './postgres-news';
import { StoreError } from './store-error';

/** How often a member says that it lives, and looks who else does, in milliseconds. */
const BEAT_MS = 1000;

const OTHER_KEY =
  'Another Savepoint on this database has another secret key, so neither could read what the other seals. Give both the same: SAVEPOINT_SECRET_KEY, or secret.key of the first.';

/** Takes part as one of the Savepoints on a Postgres. */
export class PostgresMembers implements Members {
  readonly #hold: PostgresHold;
  readonly #news: PostgresNews;
  #recorder: Recorder | null = null;
  #timer: NodeJS.Timeout | null = null;
  #beating: Promise<void> | null = null;
  #isStirred = false;
  #changing: Promise<void> | null = null;
  #isOver = false;
  #elsewhere: ReadonlySet<string> = new Set();
  problem: string | null = null;

  constructor(hold: PostgresHold, news: PostgresNews) {
    this.#hold = hold;
    this.#news = news;
  }

  /** `keyPrint`: the same for who has the same secret key. Rejects with `StoreError` where another member has another one. */
  async join(name: string, keyPrint: string): Promise<void> {
    const { me } = this.#hold;
    await this.#hold.transaction(async (run) => {
      const values = [me, name, keyPrint];
      await run(
        `insert into store_members (id, name, key_print, since, expires_at, watches) values ($1, $2, $3, ${NOW}, ${EXPIRY}, '[]')`,
        values,
      );
      await run(reap(me));
      const { rows } = await run(`select 1 from store_members where key_print <> $1 and expires_at > ${NOW}`, [
        keyPrint,
      ]);
      if (rows.length > 0) throw new StoreError('refused', { message: OTHER_KEY });
    });
    this.#hold.joined();
    this.#timer = setInterval(() => this.#beat(), BEAT_MS);
    this.#timer.unref();
  }

  async share(recorder: Recorder): Promise<void> {
    this.#recorder = recorder;
    await this.#news.listen(
      (news) => {
        if (news.table !== 'store_members' && news.table !== 'store_leases') return recorder.onNews(news);
        this.stir();
        // One that took itself out is taken out by nobody, and one that somebody else took out may have acted on what is recorded here.
        if (news.table === 'store_members') recorder.onGone();
      },
      () => {
        this.stir();
        recorder.onMissed();
      },
    );
    await this.#look();
    await this.#changing;
  }

  /** From then on what is written here of an instance is refused unless it is recorded here. */
  get isSharing(): boolean {
    return this.#recorder !== null;
  }

  isWatchedElsewhere(instanceId: string): boolean {
    return this.#elsewhere.has(instanceId);
  }

  stir(): void {
    this.#isStirred = this.#beating !== null;
    this.#beat();
  }

  /** Leaves what is recorded here to the others at once. Never rejects. */
  async leave(): Promise<void> {
    this.#isOver = true;
    if (this.#timer !== null) clearInterval(this.#timer);
    await this.#beating;
    await this.#changing;
    await this.#news.end();
    await this.#hold
      .transaction((run) => run('delete from store_members where id = $1', [this.#hold.me]))
      .catch(() => undefined);
  }

  #beat(): void {
    if (this.#isOver || this.#beating !== null) return;
    this.#beating = this.#look()
      .catch(() => undefined)
      .finally(() => {
        this.#beating = null;
        if (!this.#isStirred) return;
        this.#isStirred = false;
        this.#beat();
      });
  }

  async #look(): Promise<void> {
    const recorder = this.#recorder;
    try {
      // Asked once nobody else writes: what was removed while this waited for its turn is not to be taken again.
      const division = await this.#hold.transaction((run) => divide(run, this.#hold.me, recorder?.ids() ?? []));
      this.problem = null;
      this.#elsewhere = division.elsewhere;
      if (recorder === null) return;
      if (division.someGone) recorder.onGone();
      // Whatever that takes, it holds up no beat.
      this.#changing ??= this.#change(recorder, division)
        .catch((error: unknown) => log.error({ err: error }, 'instances could not be taken or handed over'))
        .finally(() => (this.#changing = null));
    } catch (error) {
      this.problem = error instanceof Error ? error.message : 'The store did not answer.';
      throw error;
    }
  }

  async #change(recorder: Recorder, { mine, others }: Division): Promise<void> {
    const lost = recorder.ids().filter((id) => recorder.records(id) && !mine.includes(id));
    if (lost.length > 0) recorder.drop(lost);
    const ended = others.length === 0 ? [] : await recorder.end(others);
    if (ended.length > 0) await this.#hold.transaction((run) => giveBack(run, this.#hold.me, ended));
    const toBegin = mine.filter((id) => !others.includes(id) && !recorder.records(id));
    if (toBegin.length > 0) await recorder.begin(toBegin);
  }
}
