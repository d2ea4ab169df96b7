/** `npm run runbooks`: writes docs/runbooks.md from the runbooks that Savepoint itself gives. tests/unit/docs.test.ts compares. */
import { writeFileSync } from 'node:fs';
import { markdownFile } from './lib/markdown-file.mjs';
import { inProject } from './lib/paths.mjs';
import './lib/typescript-hooks.mjs';

/** @type {typeof import('../lib/domain/runbook/runbooks-page')} */
const { runbooksPage } = await import(inProject('lib/domain/runbook/runbooks-page.ts'));

writeFileSync(inProject('docs/runbooks.md'), await markdownFile(runbooksPage()));
