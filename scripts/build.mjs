/** `npm run build`: builds the standalone server, whether or not it is current. */
import { build } from './lib/build.mjs';
import { main, say } from './lib/steps.mjs';

await main(async () => say((await build()).trimEnd()));
