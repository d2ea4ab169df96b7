import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyAudit } from '../../lib/store/verify-audit';
import { csvRecords } from '../support/csv-records';
import { startHostileFleet, type HostileFleet } from '../support/hostile-fleet';
import { batches, hostileTexts, markOf, UNSEEN } from '../support/hostile-texts';
import { ask } from '../support/http-client';
import { repetitions } from '../support/repetitions';
import { placeOf } from '../support/store-place';

const TEXTS = repetitions({ often: 500, seldom: 20 });
const SEED = Number(process.env['SEED'] ?? 20_261_127);
const BATCH = 40;

interface Entry {
  readonly instanceId: string;
  readonly message: string;
  readonly action: { readonly reason: string | null } | null;
}

/** The file as it is downloaded. */
async function exported(fleet: HostileFleet, path: string): Promise<string> {
  const { status, text } = await ask(fleet.savepoint.url, path);
  expect(status, path).toBe(200);
  return text;
}

/** What these places hold of every text. */
function missing(fleet: HostileFleet, places: readonly string[]): readonly string[] {
  const all = places.join('\n');
  return fleet.members.filter(({ hostile }) => !all.includes(markOf(hostile))).map(({ hostile }) => hostile.text);
}

/** The data of the events that a page is told first, up to the first pulse. */
async function streamed(fleet: HostileFleet): Promise<readonly string[]> {
  const leaving = new AbortController();
  const { body } = await fetch(`${fleet.savepoint.url}/api/stream`, { signal: leaving.signal });
  const decoder = new TextDecoder();
  let text = '';
  for await (const part of body ?? []) {
    text += decoder.decode(part as Uint8Array, { stream: true });
    if (/^event: pulse\n.*\n\n/m.test(text)) break;
  }
  leaving.abort();
  return text.split(/\r\n|\r|\n/);
}

describe.each(batches(hostileTexts(TEXTS, SEED), BATCH).map((texts, at) => ({ texts, at })))(
  `${TEXTS} hostile texts of seed ${SEED}, batch $at`,
  ({ texts }) => {
    let fleet: HostileFleet;
    beforeAll(async () => {
      fleet = await startHostileFleet(texts);
    }, 300_000);
    afterAll(() => fleet?.stop());

    it('no cell of a CSV file is a formula, hides anything, or makes a record of its own', async () => {
      const [head = [], ...records] = csvRecords(await exported(fleet, '/api/audit/export?format=csv'));
      const reasons = records.map((record) => record[head.indexOf('actionReason')] ?? '');
      expect(records.filter((record) => record.length !== head.length)).toEqual([]);
      expect(records.flat().filter((cell) => /^\s*[=+\-@\t\r\n＝＋－＠]/.test(cell))).toEqual([]);
      expect(records.flat().filter((cell) => UNSEEN.test(cell.replaceAll(/[\t\r\n]/g, '')))).toEqual([]);
      expect(missing(fleet, reasons)).toEqual([]);
      const messages = records.map((record) => record[head.indexOf('message')] ?? '');
      expect(missing(fleet, messages)).toEqual([]);
    });

    it('what is written down stays as it was written: the chain of the audit holds', async () => {
      expect(await verifyAudit(placeOf(fleet.savepoint.dataDir))).toMatchObject({ ok: true });
    });

    it('a JSON file keeps every text as it is, one record a line', async () => {
      const text = await exported(fleet, '/api/audit/export?format=json');
      const entries = JSON.parse(text) as Entry[];
      expect(text.split('\n')).toHaveLength(entries.length + 3);
      const reasons = entries.map(({ action }) => action?.reason ?? null);
      expect(fleet.members.filter(({ reason }) => !reasons.includes(reason))).toEqual([]);
    });

    it('the log has one line for each entry, and nothing in it that a terminal or a reader of lines obeys', async () => {
      const entries = JSON.parse(await exported(fleet, '/api/audit/export?format=json')) as Entry[];
      const lines = fleet.savepoint
        .output()
        .split('\n')
        .filter((line) => line.startsWith('{'));
      const audited = lines.map((line) => JSON.parse(line)).filter(({ msg }) => msg === 'audit');
      expect(lines.filter((line) => UNSEEN.test(line))).toEqual([]);
      const reasons = audited.map(({ audit }) => audit.reason);
      expect(fleet.members.filter(({ reason }) => !reasons.includes(reason))).toEqual([]);
      expect(new Set(audited.map(({ audit }) => audit.hash)).size).toBe(audited.length);
      expect(audited.length).toBeGreaterThanOrEqual(entries.length);
    });

    it('the stream tells each text inside of its own event', async () => {
      const lines = await streamed(fleet);
      const odd = lines.filter((line) => line !== '' && !/^(id: \d|event: [a-z]+$|data: \{|retry: |: )/.test(line));
      expect(odd).toEqual([]);
      const told = lines.filter((line) => line.startsWith('data: ')).map((line) => JSON.parse(line.slice(6)));
      const tags = told.flatMap((one) => Object.values(one.tags ?? {}));
      expect(fleet.members.filter(({ hostile }) => !tags.includes(hostile.text))).toEqual([]);
    });

    it('the API answers with each text as it is, as JSON that no browser takes for a page, and refuses without repeating one', async () => {
      const answer = await ask(fleet.savepoint.url, '/api/instances');
      expect(answer.headers).toMatchObject({
        'content-type': expect.stringContaining('application/json'),
        'x-content-type-options': 'nosniff',
      });
      const { instances } = answer.json() as { instances: { name: string; tags: Record<string, string> }[] };
      const tags = instances.flatMap((instance) => Object.values(instance.tags));
      expect(fleet.members.filter(({ hostile }) => !tags.includes(hostile.text))).toEqual([]);
      expect(fleet.refusals.length).toBe(3 * fleet.members.length);
      expect(fleet.refusals.filter(({ text }) => /ran\(\d/.test(text)).map(({ text }) => text)).toEqual([]);
    });
  },
);
