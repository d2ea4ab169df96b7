import { startFakeSentinel, type Announced } from '../support/fake-sentinel';
import * as recipes from '../support/recipes';
import { startSavepoint } from '../support/savepoint-server';
import { cardOf, expect, test as base, visit } from './fixtures';

/** A group of Sentinel with two nodes; what the Sentinel says may be changed. */
const test = base.extend<{ says: Announced; primary: string; replica: string }>({
  primary: async ({ redis }, give) => {
    await give(`orders 127.0.0.1:${redis.port}`);
  },
  says: async ({ redis, keep }, give) => {
    const replica = await keep(recipes.startReplicaOf(redis));
    await give({ primary: ['127.0.0.1', redis.port], replicas: [['127.0.0.1', replica.port]] });
  },
  replica: async ({ says }, give) => {
    await give(`orders 127.0.0.1:${says.replicas[0]?.[1] ?? ''}`);
  },
  savepoint: async ({ keep, says }, give) => {
    const sentinel = await keep(startFakeSentinel(says));
    const entry = `  - name: orders\n    sentinel: { master: orders, nodes: ['127.0.0.1:${sentinel.port}'] }\n`;
    await give(await keep(startSavepoint({ yaml: `pollIntervalMs: 100\ngroups:\n${entry}` })));
  },
});

test('a group is one entry of the file: its nodes are cards with its name, and tell what it says of them', async ({
  page,
  says,
  primary,
  replica,
}) => {
  await test.step('both nodes are found, and say to which group they belong', async () => {
    await visit(page, '/');
    await expect(cardOf(page, primary)).toContainText('Sentinel orders');
    await expect(cardOf(page, replica)).toContainText('replica');
    await expect(page.getByRole('main')).not.toContainText('not all is known');
  });

  await test.step('the page of one tells the role that the group announces', async () => {
    await page.getByRole('link', { name: primary, exact: true }).click();
    const server = page.getByRole('region', { name: 'Server', exact: true });
    await expect(server).toContainText('Sentinel orders · announced as primary');
    await expect(server).toContainText('found through its group in');
  });

  await test.step('one that is no longer announced says so, and is taken out by hand', async () => {
    await visit(page, '/');
    await page.getByRole('link', { name: replica, exact: true }).click();
    await expect(page.getByRole('region', { name: 'Server', exact: true })).toContainText('announced as replica');
    await expect(page.getByRole('button', { name: 'Remove…' })).toHaveCount(0);
    const kept = says.replicas;
    says.replicas = [];
    await expect(page.getByRole('main')).toContainText('The Sentinels of orders no longer announce this server.');
    await page.getByRole('button', { name: 'Remove…' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Remove instance' }).click();
    await expect(cardOf(page, primary)).toBeVisible();
    await expect(cardOf(page, replica)).toHaveCount(0);
    says.replicas = kept;
    await expect(cardOf(page, replica)).toContainText('replica');
    await page.getByRole('link', { name: primary, exact: true }).click();
  });

  await test.step('where nobody tells of it any more, it says so by itself, and no role is told', async () => {
    says.silent = true;
    await expect(page.getByRole('main')).toContainText('No Sentinel of orders tells of this server now');
    await expect(page.getByRole('region', { name: 'Server', exact: true })).not.toContainText('announced as');
    await page.setViewportSize({ width: 320, height: 640 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
    await visit(page, '/');
    await expect(page.getByRole('main')).toContainText('Sentinel orders: not all is known or as it should be.');
    await expect(page.getByRole('main')).toContainText('its nodes stay as they were known last');
    await expect(cardOf(page, primary)).toContainText('place not known');
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
  });
});
