/** Makes package-lock.json complete for `npm ci` with any registry. Run by `npm run lock` after a change of packages. */
import { readFileSync, writeFileSync } from 'node:fs';
import { completeLock, missingOptionals } from './lib/platform-stubs.mjs';

const file = new URL('../package-lock.json', import.meta.url);
const lock = JSON.parse(readFileSync(file, 'utf8'));
const missing = missingOptionals(lock).length;
writeFileSync(file, `${JSON.stringify(completeLock(lock), null, 2)}\n`);
console.log(`package-lock.json: ${missing} platform packages added as stubs.`);
