import { anInstance } from './a-registered-instance';
import { aReceiver } from './a-notice';
import { aSavepoint } from './a-savepoint';

/** A Savepoint of its own that tells one receiver what happens to one server, until it is ended: `notifying-process.ts DATA_DIR REDIS_URL HOOK_URL`. */
const [dataDir = '', redisUrl = '', hookUrl = ''] = process.argv.slice(2);
await aSavepoint([anInstance(redisUrl)], { dataDir, pollIntervalMs: 100, receivers: [aReceiver(hookUrl)] });
console.log('watching');
