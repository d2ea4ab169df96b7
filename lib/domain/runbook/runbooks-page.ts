import type { Facts } from '../observation/observation';
import { markdownText } from '../text/markdown';
import { EN } from '../words/en';
import { EXAMPLE_FACTS } from './example-facts';
import { RUNBOOK_KINDS, type RunbookInput, type RunbookKind } from './runbook';
import { runbookMarkdown } from './runbook-markdown';
import { runbookOf } from './runbook-of';

/** The page `docs/runbooks.md`: every runbook for the facts of an example, so that they can be read without Savepoint. */
export function runbooksPage(): string {
  const facts = EXAMPLE_FACTS;
  const { page } = EN.runbook;
  const older: Facts = { ...facts, server: { ...facts.server, version: '6.2.16' } };
  return [
    `# ${page.title}\n`,
    `${markdownText(page.intro)}\n`,
    ...RUNBOOK_KINDS.map((kind) => pageOf(kind, facts)),
    pageOf('path-missing', older, (title) => page.older(title, '6.2')),
  ].join('\n');
}

const INSTANCE: RunbookInput['instance'] = {
  name: 'orders-primary',
  endpoint: { kind: 'tcp', host: '10.0.3.14', port: 6379, tls: false },
  expectedGuard: 'yes',
};

function pageOf(asked: RunbookKind, facts: Facts, titled = (title: string): string => title): string {
  const isGone = asked === 'path-missing';
  const seen = isGone ? { ...facts, config: { ...facts.config, dir: { value: '' } } } : facts;
  const input: RunbookInput = { instance: INSTANCE, facts: seen, failing: 'rdb', cause: null, asked };
  const runbook = runbookOf(input, EN);
  const head = { ...INSTANCE, facts: seen, madeAt: null, factsAt: null };
  return runbookMarkdown({ ...runbook, title: titled(runbook.title) }, head, EN, 2);
}
