/** `npm run build`: builds the standalone server, whether or not it is current. */
import { build } from './lib/build.mjs';
import { main, say, step } from './lib/steps.mjs';

await main(async () => {
  const output = await step('Building Savepoint (next build)', build);
  say(output.trimEnd());
});
