/** `npm run test:ten`: the whole of `npm test` ten times in a row; it has to pass each time. */
import { inProject } from './lib/paths.mjs';
import { exitOf, spawnLeashed } from './lib/run.mjs';
import { main, say } from './lib/steps.mjs';

const ROUNDS = 10;

await main(async () => {
  const codes = [];
  for (let round = 1; round <= ROUNDS; round += 1) {
    say(`\n=== round ${round} of ${ROUNDS} ===`);
    codes.push(await exitOf(spawnLeashed(process.execPath, [inProject('scripts/test.mjs')], { stdio: 'inherit' })));
  }
  const good = codes.filter((code) => code === 0).length;
  say(`\n${good} of ${ROUNDS} rounds passed`);
  return good === ROUNDS ? 0 : 1;
});
