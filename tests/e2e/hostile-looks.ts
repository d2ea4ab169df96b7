import { expect as impatient, type Locator, type Page } from '@playwright/test';
import { Arrivals } from '../support/arrivals';
import type { HostileFleet, Member } from '../support/hostile-fleet';
import { markOf } from '../support/hostile-texts';
import { strangersIn, type PageWatch } from '../support/page-watch';
import { guardButton, openSave } from './fixtures';

/** Nothing here is about time, and forty servers and a large page want some. */
const expect = impatient.configure({ timeout: 60_000 });

const NOTHING = { ran: [], faults: [], strangers: [] };

/** Looks at everything that a hostile fleet put on the pages, notes what arrived where, and fails where anything of it did harm. */
export class HostileLooks {
  readonly arrivals = new Arrivals();
  readonly #page: Page;
  readonly #watch: PageWatch;
  readonly #members: readonly Member[];

  constructor(page: Page, watch: PageWatch, { members }: HostileFleet) {
    this.#page = page;
    this.#watch = watch;
    this.#members = members;
  }

  async cards(): Promise<void> {
    await this.#visit('/');
    await expect(this.#page.getByRole('article')).toHaveCount(this.#members.length);
    await this.#note('name on a card', await this.#page.locator('article h2').allTextContents());
    const links = await this.#page.locator('article a[aria-label]').all();
    const labels = await Promise.all(links.map((link) => link.getAttribute('aria-label')));
    await this.#note('label of a card', labels.map(String));
  }

  async palette(): Promise<void> {
    await this.#page.keyboard.press('Control+k');
    await this.#page.getByRole('combobox', { name: 'Instance or action' }).fill('ran(');
    const lines = this.#page.getByRole('group', { name: 'Instances' }).getByRole('option');
    await expect(lines).toHaveCount(this.#members.length);
    await this.#note('line of the palette', await lines.allTextContents());
    await this.#page.keyboard.press('Escape');
  }

  async table(): Promise<void> {
    await this.#visit('/?view=table');
    const rows = this.#page.getByRole('row');
    await expect(rows).toHaveCount(this.#members.length + 1);
    await this.#note('row of the table', await rows.allTextContents());
  }

  async filter(): Promise<void> {
    for (const { hostile } of this.#members) {
      await this.#page.getByRole('searchbox', { name: 'Filter the fleet' }).fill(`${hostile.text} nobody`);
      const note = this.#page.getByRole('main');
      await expect(note).toContainText(markOf(hostile));
      await this.#note('note of the filter', [(await note.textContent()) ?? '']);
    }
  }

  async audit(): Promise<void> {
    await this.#visit('/audit');
    const older = this.#page.getByRole('button', { name: 'Older' });
    const rows = this.#page.getByRole('row');
    for (let seen = await rows.count(); await older.isVisible(); seen = await rows.count()) {
      await older.click();
      await expect.poll(() => rows.count()).toBeGreaterThan(seen);
      await expect(this.#page.getByRole('button', { name: /^Loading/ })).toHaveCount(0);
    }
    await this.#note('row of the audit', await rows.allTextContents());
  }

  async instance(member: Member): Promise<void> {
    const page = this.#page;
    const { id, hostile } = member;
    await this.#visit(`/instances/${id}`);
    await this.#note('title', [await page.title()]);
    await this.#note('heading', await page.getByRole('heading', { level: 1 }).allTextContents());
    await this.#note('tags', await page.getByText(`tag ${hostile.id}: `).allTextContents());
    await this.#note('history', await page.getByRole('row').filter({ hasText: 'data directory' }).allTextContents());
    await page.getByRole('button', { name: 'Copy for the channel' }).click();
    const channel = page.getByRole('region', { name: 'Text for the channel' });
    await this.#note('text for the channel', await channel.allTextContents());
    await page.getByRole('button', { name: 'What Redis said' }).click();
    const said = page.getByRole('region', { name: 'Answer of Redis to INFO' });
    await expect(said).toContainText('redis_build_id');
    await this.#note('what Redis said', await said.allTextContents());
    const save = await openSave(page);
    await this.#note('save dialogue', [await textBesidesName(save, member)]);
    await page.keyboard.press('Escape');
    await expect(save).toHaveCount(0);
    await guardButton(page).click();
    const guard = page.getByRole('dialog');
    await expect(guard).toContainText('/etc/');
    await this.#note('guard dialogue', [await textBesidesName(guard, member)]);
  }

  async incidents(): Promise<void> {
    await this.#visit('/incidents');
    const rows = this.#page.getByRole('row');
    await expect(rows).toHaveCount(this.#members.length + 1);
    await this.#note('row of the incidents', await rows.allTextContents());
    const { incidents } = await (await this.#page.request.get('/api/incidents?limit=500')).json();
    for (const { number, instance } of incidents as { number: number; instance: { id: string } }[]) {
      await this.#incident(number, this.#memberOf(instance.id));
    }
  }

  /** Its name, what was done for a reason, and what somebody noted. */
  async #incident(number: number, { hostile }: Member): Promise<void> {
    const page = this.#page;
    const data = { text: `Noted: ${hostile.text}` };
    expect((await page.request.post(`/api/incidents/${number}/notes`, { data })).status()).toBe(201);
    await this.#visit(`/incidents/${number}`);
    await this.#note('heading of an incident', await page.getByRole('heading', { level: 1 }).allTextContents());
    const rows = page.getByRole('list', { name: 'Timeline' }).getByRole('listitem');
    await this.#note('note of an incident', await rows.filter({ hasText: 'Noted:' }).allTextContents());
    await this.#note('timeline of an incident', await rows.filter({ hasNotText: 'Noted:' }).allTextContents());
  }

  #memberOf(id: string): Member {
    const member = this.#members.find((one) => one.id === id);
    if (member === undefined) throw new Error(`Nobody registered ${id}.`);
    return member;
  }

  /** Until the page listens, however old what it shows has become by then. */
  async #visit(path: string): Promise<void> {
    await this.#page.goto(path);
    await expect(this.#page.getByRole('banner')).not.toContainText('Connecting');
  }

  /** Places are read and the page is searched at the same moment. */
  async #note(sink: string, places: readonly string[]): Promise<void> {
    const texts = this.#members.map(({ hostile }) => hostile);
    this.arrivals.note(sink, texts, places);
    const { ran, faults } = this.#watch;
    expect({ sink, ran, faults, strangers: await strangersIn(this.#page) }).toEqual({ sink, ...NOTHING });
  }
}

/** The name stands in every dialogue; what else arrived? */
async function textBesidesName(dialog: Locator, { name }: Member): Promise<string> {
  return ((await dialog.textContent()) ?? '').replaceAll(name, '');
}
