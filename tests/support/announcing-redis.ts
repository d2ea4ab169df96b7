import { startFakeRedis } from './fake-redis';
import { bulk } from './resp';

/**
 * A server that says at each opportunity that somebody should go elsewhere: `announcing-redis.ts ADDRESS`. It is a replica of
 * ADDRESS, knows of other replicas and Sentinels there, and answers everything but INFO with a redirection. Prints its port.
 */
const [address = ''] = process.argv.slice(2);
const REDIRECTIONS = [`-MOVED 1 ${address}:6379\r\n`, `-ASK 1 ${address}:6379\r\n`, `-REDIRECT ${address}:6379\r\n`];
const INFO = [
  '# Server',
  'redis_version:7.0.15',
  'redis_mode:cluster',
  `run_id:${'a'.repeat(40)}`,
  'uptime_in_seconds:100',
  '# Persistence',
  'loading:0',
  'rdb_changes_since_last_save:0',
  'rdb_bgsave_in_progress:0',
  'rdb_last_bgsave_status:ok',
  '# Replication',
  'role:slave',
  `master_host:${address}`,
  'master_port:6379',
  'master_link_status:down',
  'connected_slaves:1',
  `slave0:ip=${address},port=6379,state=online,offset=1,lag=0`,
  '# Cluster',
  'cluster_enabled:1',
].join('\r\n');

let redirected = 0;
const redis = await startFakeRedis(([name]) =>
  name === 'INFO' ? bulk(INFO) : (REDIRECTIONS[redirected++ % REDIRECTIONS.length] ?? null),
);
console.log(`port ${redis.port}`);
