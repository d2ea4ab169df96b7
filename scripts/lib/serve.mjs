/**
 * The process of the built server. Savepoint begins to watch before Next is loaded: of that its first look needs nothing, and the door
 * answers who asks for what it saw.
 */
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { STANDALONE } from './build.mjs';

const SERVER = join(STANDALONE, 'server.js');

// As the server does itself.
process.chdir(STANDALONE);

// What files of the build name counts from the start, as Next reads them by itself: what is set already stands.
for (const file of ['.env.production', '.env']) if (existsSync(file)) process.loadEnvFile(file);

// The file that Next asks for by the same name later: it is given this very one, which starts once.
const { register } = await createRequire(SERVER)('./.next/server/instrumentation.js');
// Next awaits it before its first request, and where it fails it ends the process by itself.
void register();
await import(pathToFileURL(SERVER).href);
